"""Presentation states: what they ask for is read, image by image, and what cannot be followed is told."""

from __future__ import annotations

import highdicom as hd
import numpy as np
import pydicom
import pytest

from medviewer.core.errors import ReadError
from medviewer.core.presentation_state import PresentationState
from medviewer.core.study_object import beside_images, home_of
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.scene.views.thin_line import thinned

EMPTY = dict.fromkeys(
    ("PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID", "StudyDate", "StudyTime",
     "ReferringPhysicianName"), ""
)  # fmt: skip


@pytest.fixture
def load(scan):
    """The state in a folder, read beside its images."""

    def read(path) -> PresentationState:
        catalog = scan(path)
        entry = next(one for one in catalog.series if one.kind == "dicom-gsps")
        loaded = load_series(beside_images(entry, home_of(entry, catalog.series)), report=LocalReport())
        assert isinstance(loaded, PresentationState)
        return loaded

    return read


def test_window_turn_and_area_are_read(a_state, an_item, load):
    area = an_item(DisplayedAreaTopLeftHandCorner=[11, 21], DisplayedAreaBottomRightHandCorner=[30, 60])
    area.PresentationSizeMode = "SCALE TO FIT"
    state = load(
        a_state(
            SoftcopyVOILUTSequence=[an_item(WindowCenter=-600, WindowWidth=1500)],
            ImageRotation=90,
            ImageHorizontalFlip="Y",
            PresentationLUTShape="INVERSE",
            DisplayedAreaSelectionSequence=[area],
            ContentCreatorName="Doe^Jane",
        )
    )
    wish = state.grey_of("1.2.3.4.1")
    assert wish is not None
    assert (wish.window.width, wish.window.level) == (1500, -600)
    assert (state.quarter_turns, state.mirrored, state.inverted) == (1, True, True)
    shown = state.area_of("1.2.3.4.1")
    assert (shown.left, shown.top, shown.right, shown.bottom) == (10, 20, 30, 60)
    assert (state.name, state.creator) == ("LUNG", "Doe Jane")
    assert state.is_about("1.2.3.4.1")
    assert not state.is_about("1.2.3.4.2")


def test_overlays_of_the_images_are_drawn_only_where_the_state_gives_them_a_layer(a_state, load):
    path = a_state()
    dataset = pydicom.dcmread(path)
    for tag, representation, value in (
        (0x60001001, "CS", "LAYER"),
        (0x60021001, "CS", ""),
        (0x60041001, "CS", "LAYER"),
        (0x60040010, "US", 4),
    ):
        dataset.add_new(tag, representation, value)
    dataset.save_as(path)
    state = load(path)
    assert state.withheld_overlays == (0x6002, 0x6004)
    (message,) = [one.message for one in state.problems if one.code == "OVERLAY"]
    assert "a drawing of its own" in message


def test_a_wish_for_some_images_is_not_taken_for_others(a_state, an_item, load):
    images = [an_item(ReferencedSOPInstanceUID=f"1.2.3.4.{n}") for n in (1, 2)]
    series = an_item(SeriesInstanceUID="1.2.3.4", ReferencedImageSequence=images)
    wishes = [
        an_item(WindowCenter=n, WindowWidth=10 * n, ReferencedImageSequence=[images[n - 1]]) for n in (1, 2)
    ]
    state = load(a_state(ReferencedSeriesSequence=[series], SoftcopyVOILUTSequence=wishes))
    assert state.grey_of("1.2.3.4.2").window.width == 20
    assert state.grey_of("1.2.3.4.3") is None


def test_shutters_hide_what_is_outside_all_of_them(a_state, load):
    state = load(
        a_state(
            ShutterShape=["RECTANGULAR", "CIRCULAR"],
            ShutterLeftVerticalEdge=2,
            ShutterRightVerticalEdge=9,
            ShutterUpperHorizontalEdge=1,
            ShutterLowerHorizontalEdge=10,
            CenterOfCircularShutter=[5, 5],
            RadiusOfCircularShutter=3,
            ShutterPresentationValue=65535,
        )
    )
    assert state.shutter.grey == 1.0
    assert state.shutter.shows([5, 5, 1, 9], [5, 1, 5, 5]).tolist() == [True, False, False, False]


def test_a_polygon_is_told_row_first(a_state, load):
    corners = [1, 1, 1, 11, 21, 11, 21, 1]  # rows 1 to 21, columns 1 to 11
    state = load(a_state(ShutterShape="POLYGONAL", VerticesOfThePolygonalShutter=corners))
    assert state.shutter.shows([5, 15], [15, 5]).tolist() == [True, False]


def test_graphics_and_texts_come_with_their_layer(a_state, an_item, load):
    arrow = an_item(GraphicType="POLYLINE", GraphicAnnotationUnits="PIXEL", GraphicData=[1.0, 2.0, 3.0, 4.0])
    arrow.GraphicFilled = "N"
    note = an_item(
        UnformattedTextValue="<b>nodule</b>\r\nsecond line",
        AnchorPoint=[5.0, 6.0],
        AnchorPointAnnotationUnits="PIXEL",
        AnchorPointVisibility="Y",
    )
    layer = an_item(
        GraphicLayer="MARKS", GraphicLayerOrder=1, GraphicLayerRecommendedDisplayGrayscaleValue=65535
    )
    annotation = an_item(GraphicLayer="MARKS", GraphicObjectSequence=[arrow], TextObjectSequence=[note])
    state = load(a_state(GraphicLayerSequence=[layer], GraphicAnnotationSequence=[annotation]))
    (found,) = state.annotations_of("1.2.3.4.1")
    assert found.layer.color == (255, 255, 255)
    assert found.graphics[0].points.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert found.texts[0].text == "<b>nodule</b>\nsecond line"
    assert state.annotations_of("1.2.3.4.2") == ()


def test_a_colour_that_no_screen_has_becomes_the_nearest(a_state, an_item, load):
    point = an_item(GraphicType="POINT", GraphicAnnotationUnits="PIXEL", GraphicData=[1.0, 2.0])
    layer = an_item(GraphicLayer="A", GraphicLayerRecommendedDisplayCIELabValue=[65535, 65535, 0])
    annotation = an_item(GraphicLayer="A", GraphicObjectSequence=[point])
    state = load(a_state(GraphicLayerSequence=[layer], GraphicAnnotationSequence=[annotation]))
    assert all(0 <= part <= 255 for part in state.annotations[0].layer.color)


def test_what_cannot_be_drawn_is_counted(a_state, an_item, load):
    circle = an_item(GraphicType="CIRCLE", GraphicAnnotationUnits="PIXEL", GraphicData=[1.0, 2.0])
    spiral = an_item(GraphicType="SPIRAL", GraphicAnnotationUnits="PIXEL", GraphicData=[1.0, 2.0])
    nowhere = an_item(GraphicType="POINT", GraphicAnnotationUnits="PIXEL", GraphicData=[float("nan"), 2.0])
    annotation = an_item(GraphicLayer="A", GraphicObjectSequence=[circle, spiral, nowhere])
    state = load(a_state(GraphicAnnotationSequence=[annotation]))
    assert state.annotations == ()
    assert state.problems[0].message.startswith("3 of its graphics")


def test_the_modality_step_of_the_image_is_not_done_twice(a_state, a_ct_series, load):
    path = a_state(name="ct/pr", RescaleSlope=1, RescaleIntercept=-1024, RescaleType="HU")
    a_ct_series(count=3)
    assert load(path.parent).modality is None


def test_another_modality_step_than_the_images_starts_from_stored_values(a_state, a_ct_series, load):
    path = a_state(name="ct/pr", RescaleSlope=2, RescaleIntercept=10, RescaleType="US")
    a_ct_series(count=3)
    step = load(path.parent).modality
    assert step.apply([-1024, 0]).tolist() == [10, 2058]


def test_a_state_about_nothing_says_so(a_state, scan):
    (entry,) = scan(a_state(ReferencedSeriesSequence=[])).series
    with pytest.raises(ReadError, match="names no image"):
        load_series(entry, report=LocalReport())


def test_a_state_that_refers_to_itself_is_harmless(a_state, an_item, scan, load):
    itself = an_item(ReferencedSOPInstanceUID="1.2.3.9.1")
    series = an_item(SeriesInstanceUID="1.2.3.9", ReferencedImageSequence=[itself])
    path = a_state(ReferencedSeriesSequence=[series])
    catalog = scan(path)
    assert home_of(catalog.series[0], catalog.series) is None
    assert load(path).is_about("1.2.3.9.1")


@pytest.mark.real_data
def test_the_three_scrambled_tables_give_the_expected_picture(data_dir, load):
    from PIL import Image

    folder = data_dir / "dicom" / "gsps-luts"
    state = load(folder)
    stored = pydicom.dcmread(folder / "imageForPrLUTs.dcm").pixel_array
    wish = state.grey_of(state.images[0].instance_uid)
    grey = wish.voi_lut.apply(state.modality.apply(stored))
    shown = np.round(
        255 * state.presentation_lut.apply(np.round(grey * (state.presentation_lut.table.size - 1)))
    )
    assert np.array_equal(shown, np.asarray(Image.open(folder / "expected_imgForPrLUT.png")))


def test_a_line_of_three_hundred_thousand_points_is_read_and_drawn_with_what_a_screen_shows(
    a_state, an_item, load
):
    angle = np.linspace(0, 2 * np.pi, 300_000, dtype=np.float32)
    data = np.stack([100 + 50 * np.cos(angle), 100 + 50 * np.sin(angle)], axis=1).ravel().tolist()
    line = an_item(GraphicType="POLYLINE", GraphicAnnotationUnits="PIXEL", GraphicFilled="N")
    line.add_new("GraphicData", "FL", data)
    annotation = an_item(GraphicLayer="A", GraphicObjectSequence=[line])
    state = load(a_state(GraphicAnnotationSequence=[annotation]))
    (found,) = state.annotations[0].graphics
    assert found.points.shape == (300_000, 2)
    drawn = thinned(found.points)
    assert len(drawn) < 2000
    assert np.linalg.norm(drawn - 100, axis=1) == pytest.approx(50, abs=1e-3)


def test_a_state_of_another_maker_is_read_as_it_was_meant(a_ct_series, load, tmp_path):
    """Written by highdicom, which checks what it writes."""
    folder = a_ct_series(count=3, **EMPTY)
    sources = [pydicom.dcmread(path) for path in sorted(folder.iterdir())]
    layer = hd.pr.GraphicLayer("MARKS", 1, display_color=hd.color.CIELabColor.from_rgb(255, 0, 0))
    pixel = hd.pr.AnnotationUnitsValues.PIXEL
    circle = hd.pr.GraphicObject(hd.pr.GraphicTypeValues.CIRCLE, np.array([[3.0, 2.0], [4.0, 2.0]]), pixel)
    words = hd.pr.TextObject("Nodule", pixel, anchor_point=(1.0, 2.0))
    annotation = hd.pr.GraphicAnnotation(sources, layer, graphic_objects=[circle], text_objects=[words])
    window = hd.pr.SoftcopyVOILUTTransformation(window_center=40.0, window_width=400.0)
    state = hd.pr.GrayscaleSoftcopyPresentationState(
        referenced_images=sources,
        series_instance_uid=hd.UID(),
        series_number=5,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        manufacturer="x",
        manufacturer_model_name="x",
        software_versions="1",
        device_serial_number="1",
        content_label="ROUND",
        graphic_layers=[layer],
        graphic_annotations=[
            hd.pr.GraphicAnnotation(sources, layer, graphic_objects=[circle], text_objects=[words])
        ],
        voi_lut_transformations=[window],
        institution_name="x",
    )
    state.save_as(folder / "pr")
    found = load(folder)
    assert found.name == "ROUND"
    assert {image.instance_uid for image in found.images} == {source.SOPInstanceUID for source in sources}
    assert found.modality is None
    assert (found.greys[0].window.width, found.greys[0].window.level) == (400, 40)
    (annotation,) = found.annotations_of("1.2.3.4.2")
    red, green, blue = annotation.layer.color
    assert red > 250
    assert max(green, blue) < 5
    assert annotation.graphics[0].kind == "CIRCLE"
    assert annotation.texts[0].anchor == (1.0, 2.0)
