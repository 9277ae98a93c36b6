from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.render.volume_renderer import VolumeRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.volume.plan_volume import plan_volume

pytestmark = pytest.mark.real_data

WINDOWS = {
    "dicom/ct-chest-lidc0314-5mm": WindowLevel(1500, -600),
    "ct/ct_head_pitch_oblique.nii.gz": WindowLevel(200, 100),
    "ct/ts_aorta_dissection_1p5mm.nii.gz": WindowLevel(600, 300),
    "mr/t1_head_256_LIA.nii.gz": WindowLevel(200, 100),
    "mr/spine_t2s_axial.nii.gz": WindowLevel(250, 125),
}


def read(path: Path) -> SimpleITK.Image:
    if path.is_file():
        return SimpleITK.ReadImage(str(path))
    return SimpleITK.ReadImage(SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(path)))


def volume_of(image: SimpleITK.Image) -> Volume:
    axes = np.array(image.GetDirection()).reshape(3, 3).T
    voxels = SimpleITK.GetArrayFromImage(image)
    geometry = Geometry(voxels.shape, image.GetOrigin(), image.GetSpacing(), tuple(tuple(a) for a in axes))
    return Volume(voxels, geometry, unit="HU")


@pytest.mark.parametrize("name", WINDOWS)
@pytest.mark.parametrize("kind", ["axial", "coronal", "sagittal"])
@pytest.mark.parametrize("aligned", ["volume", "patient"])
def test_real_slices_are_what_itk_resamples(data_dir: Path, name: str, kind: str, aligned: str) -> None:
    image = read(data_dir / name)
    scene = Scene(aligned=aligned)
    scene.add_volume(volume_of(image), WINDOWS[name])
    plan = plan_slice(scene, scene.viewports[kind], (301, 257))
    plane = plan.plane
    resampler = SimpleITK.ResampleImageFilter()
    resampler.SetSize((*plane.size_px, 1))
    resampler.SetOutputOrigin(plane.pixel_to_lps((0.5, 0.5)).tolist())
    resampler.SetOutputSpacing((plane.mm_per_pixel, plane.mm_per_pixel, 1.0))
    resampler.SetOutputDirection(
        np.array([plane.right_lps, plane.down_lps, plane.normal_lps]).T.ravel().tolist()
    )
    resampler.SetInterpolator(SimpleITK.sitkLinear)
    resampler.SetDefaultPixelValue(-1e6)
    values = SimpleITK.GetArrayFromImage(resampler.Execute(SimpleITK.Cast(image, SimpleITK.sitkFloat32)))[0]
    expected = np.where(values < -1e5, 0.0, WINDOWS[name].apply(values) * 255.0)
    difference = np.abs(SliceRenderer().render(plan)[..., 0] - expected)
    assert expected.std() > 20
    assert (difference > 1.0).mean() < 0.002


def test_one_brain_stored_left_to_right_and_right_to_left_gives_one_picture(data_dir: Path) -> None:
    pictures = []
    for name in ("mr/avg152T1_LR_nifti.nii.gz", "mr/avg152T1_RL_nifti.nii.gz"):
        scene = Scene()
        scene.add_volume(volume_of(read(data_dir / name)), WindowLevel(200, 100))
        scene.set_cursor((2.0, 2.0, 2.0))
        pictures.append(SliceRenderer().render(plan_slice(scene, scene.viewports["axial"], (181, 217))))
    assert pictures[0].std() > 20
    assert np.abs(pictures[0].astype(int) - pictures[1]).mean() < 1.0


def test_a_real_spine_is_seen_in_3d_in_the_middle_of_the_picture(data_dir: Path) -> None:
    scene = Scene()
    scene.add_volume(volume_of(read(data_dir / "ct/ts_body_ct_3mm.nii.gz")))
    picture = VolumeRenderer().render(plan_volume(scene, scene.viewports["3d"], (200, 200))).max(axis=2)
    middle, edges = picture[40:180, 80:120], picture[:, :10]
    assert (middle > 60).mean() > 0.15
    assert (edges > 60).mean() < 0.01
