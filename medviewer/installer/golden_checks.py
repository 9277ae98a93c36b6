"""The tests of what a pack does: its known case on this machine, turned, and oblique."""

from __future__ import annotations

from medviewer.core.errors import PluginError
from medviewer.installer.answer import expected_answer, likeness, read_volume
from medviewer.installer.copies import ORIENTATIONS, oblique, straightened, turned
from medviewer.installer.gate_case import GateCase, Told
from medviewer.installer.speed_check import only_reference
from medviewer.installer.world_likeness import likeness_in_world, likeness_of_arrays

OBLIQUE_LIKENESS = 0.8
"""How alike the answer to a tilted copy must be in the world to count as the same.

Linear resampling moves every border by up to half a voxel, which costs a structure of ten voxels across
about 0.1 of Dice, and the copy is cut off at other places than the case itself. An answer that lies wrong
in the world by the tilt loses more than that.
"""
_NO_CASE = "The pack brings no known case, so this was not tried."
_FLAT = "A single picture has no directions in the patient."


def check_golden(case: GateCase) -> Told:
    """The known case gives its known answer here."""
    golden = case.manifest.golden
    if golden is None:
        return "warned", "The pack brings no known case: whether it works right here was not tried."
    case.inputs = [read_volume(case.pack / name) for name in golden.inputs]
    case.report(0.5, "Running the known case")
    case.answer = case.run(case.inputs)
    expected = expected_answer(case.pack / golden.expected, case.manifest.info.task)
    alike = likeness(expected, case.answer)
    if alike < golden.agreement and case.backend != "torch float32":
        case.notes.append(f"With {case.backend} the known case comes out otherwise, so that is not used.")
        only_reference(case)
        case.answer = case.run(case.inputs)
        alike = likeness(expected, case.answer)
    if alike < golden.agreement:
        raise PluginError(
            f"The known case comes out otherwise on this machine: agreement {alike:.4f}, and "
            f"{golden.agreement:g} is demanded."
        )
    return "passed", f"Agreement {alike:.4f} with the known answer (at least {golden.agreement:g})."


def check_orientations(case: GateCase) -> Told:
    """The known case with its axes in other orders and directions gives the same in the world."""
    golden, answer = case.manifest.golden, case.answer
    if golden is None or answer is None:
        return "skipped", _NO_CASE
    if case.manifest.info.contract.dimensions == 2:
        return "skipped", _FLAT
    params = case.quickest()
    answer = case.run(case.inputs, params) if params else answer
    least = 1.0
    home = case.inputs[0].geometry.orientation
    for n, orientation in enumerate(ORIENTATIONS):
        case.report(0.6 + 0.1 * n, f"Running the known case in the order {orientation}")
        copies = [turned(volume, orientation) for volume in case.inputs]
        found = case.run(copies, params).turned_to(home)
        alike = likeness(answer, found)
        least = min(least, alike)
        if alike < golden.agreement:
            raise PluginError(
                f"The known case given in the order {orientation} comes out otherwise in the world: "
                f"agreement {alike:.4f}, and {golden.agreement:g} is demanded."
            )
    return "passed", f"The same in the orders {', '.join(ORIENTATIONS)}: agreement {least:.4f}."


def check_oblique(case: GateCase) -> Told:
    """The known case resampled to a tilted grid comes out at the same place in the world.

    Where the network itself answers otherwise to tilted slices, the tilted copy is run once more as if it
    were straight: if that gives the same array, the place in the world is right and only that is warned of.
    """
    golden, answer = case.manifest.golden, case.answer
    if golden is None or answer is None:
        return "skipped", _NO_CASE
    if case.manifest.info.contract.dimensions == 2:
        return "skipped", _FLAT
    case.report(0.9, "Running the known case on a tilted grid")
    copies = [oblique(volume) for volume in case.inputs]
    params = case.quickest()
    answer = case.run(case.inputs, params) if params else answer
    found = case.run(copies, params)
    alike = likeness_in_world(answer, found)
    if alike >= OBLIQUE_LIKENESS:
        return "passed", f"On a tilted grid agreement {alike:.3f} in the world (at least {OBLIQUE_LIKENESS})."
    straight = [straightened(copy, volume.geometry) for copy, volume in zip(copies, case.inputs, strict=True)]
    control = case.run(straight, params)
    if likeness_of_arrays(control, found, case.inputs[0].geometry, copies[0].geometry) >= golden.agreement:
        return "warned", (
            f"On a tilted grid the answer lies at the right place, but the network itself answers otherwise "
            f"(agreement {alike:.3f}): be careful with tilted slices."
        )
    raise PluginError(
        f"The known case on a tilted grid comes out elsewhere in the world (agreement {alike:.3f}, and at "
        f"least {OBLIQUE_LIKENESS} is demanded)."
    )
