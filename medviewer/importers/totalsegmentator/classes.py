"""The classes of TotalSegmentator's models, in the order of their numbers, and their SNOMED codes.

Names: ``class_map`` of TotalSegmentator 2 (Wasserthal et al., Radiology: Artificial Intelligence 5, 2023),
which users know from its files. Codes: the mapping that TotalSegmentator publishes for DICOM segmentations
(``totalsegmentator_snomed_mapping.csv``); it tells left from right by a modifier, so a side has the code of
the whole here, and of lungs and kidneys the code that names the side. Where the mapping's code names a
region (hip) or a thing that is not quite the class, there is none.
"""

from __future__ import annotations

import re

from medviewer.core.segmentation import Code

_TOTAL = """
    spleen kidney_right kidney_left gallbladder liver stomach pancreas adrenal_gland_right
    adrenal_gland_left lung_upper_lobe_left lung_lower_lobe_left lung_upper_lobe_right
    lung_middle_lobe_right lung_lower_lobe_right esophagus trachea thyroid_gland small_bowel duodenum
    colon urinary_bladder prostate kidney_cyst_left kidney_cyst_right sacrum vertebrae_S1 vertebrae_L5
    vertebrae_L4 vertebrae_L3 vertebrae_L2 vertebrae_L1 vertebrae_T12 vertebrae_T11 vertebrae_T10
    vertebrae_T9 vertebrae_T8 vertebrae_T7 vertebrae_T6 vertebrae_T5 vertebrae_T4 vertebrae_T3
    vertebrae_T2 vertebrae_T1 vertebrae_C7 vertebrae_C6 vertebrae_C5 vertebrae_C4 vertebrae_C3
    vertebrae_C2 vertebrae_C1 heart aorta pulmonary_vein brachiocephalic_trunk subclavian_artery_right
    subclavian_artery_left common_carotid_artery_right common_carotid_artery_left
    brachiocephalic_vein_left brachiocephalic_vein_right atrial_appendage_left superior_vena_cava
    inferior_vena_cava portal_vein_and_splenic_vein iliac_artery_left iliac_artery_right iliac_vena_left
    iliac_vena_right humerus_left humerus_right scapula_left scapula_right clavicula_left
    clavicula_right femur_left femur_right hip_left hip_right spinal_cord gluteus_maximus_left
    gluteus_maximus_right gluteus_medius_left gluteus_medius_right gluteus_minimus_left
    gluteus_minimus_right autochthon_left autochthon_right iliopsoas_left iliopsoas_right brain skull
    rib_left_1 rib_left_2 rib_left_3 rib_left_4 rib_left_5 rib_left_6 rib_left_7 rib_left_8 rib_left_9
    rib_left_10 rib_left_11 rib_left_12 rib_right_1 rib_right_2 rib_right_3 rib_right_4 rib_right_5
    rib_right_6 rib_right_7 rib_right_8 rib_right_9 rib_right_10 rib_right_11 rib_right_12 sternum
    costal_cartilages
"""
_TOTAL_MR = """
    spleen kidney_right kidney_left gallbladder liver stomach pancreas adrenal_gland_right
    adrenal_gland_left lung_left lung_right esophagus small_bowel duodenum colon urinary_bladder
    prostate sacrum vertebrae intervertebral_discs spinal_cord heart aorta inferior_vena_cava
    portal_vein_and_splenic_vein iliac_artery_left iliac_artery_right iliac_vena_left iliac_vena_right
    humerus_left humerus_right scapula_left scapula_right clavicula_left clavicula_right femur_left
    femur_right hip_left hip_right gluteus_maximus_left gluteus_maximus_right gluteus_medius_left
    gluteus_medius_right gluteus_minimus_left gluteus_minimus_right autochthon_left autochthon_right
    iliopsoas_left iliopsoas_right brain
"""
_CODES = """
spleen|78961009|Spleen
kidney|64033007|Kidney
kidney_left|18639004|Left kidney
kidney_right|9846003|Right kidney
gallbladder|28231008|Gallbladder
liver|10200004|Liver
stomach|69695003|Stomach
pancreas|15776009|Pancreas
adrenal_gland|23451007|Adrenal gland
lung_upper_lobe_left|44714003|Upper lobe of left lung
lung_lower_lobe_left|41224006|Lower lobe of left lung
lung_upper_lobe_right|42400003|Upper lobe of right lung
lung_middle_lobe_right|72481006|Middle lobe of right lung
lung_lower_lobe_right|266005|Lower lobe of right lung
lung_left|44029006|Left lung
lung_right|3341006|Right lung
esophagus|32849002|Esophagus
trachea|44567001|Trachea
thyroid_gland|69748006|Thyroid gland
small_bowel|30315005|Small intestine
duodenum|38848004|Duodenum
colon|71854001|Colon
urinary_bladder|89837001|Urinary bladder
prostate|41216001|Prostate
sacrum|54735007|Sacrum
vertebrae|51282000|Vertebra
vertebrae_S1|65985001|S1 vertebra
vertebrae_L5|49668003|L5 vertebra
vertebrae_L4|11994002|L4 vertebra
vertebrae_L3|36470004|L3 vertebra
vertebrae_L2|14293000|L2 vertebra
vertebrae_L1|66794005|L1 vertebra
vertebrae_T12|23215003|T12 vertebra
vertebrae_T11|12989004|T11 vertebra
vertebrae_T10|7610001|T10 vertebra
vertebrae_T9|82687006|T9 vertebra
vertebrae_T8|11068009|T8 vertebra
vertebrae_T7|62487009|T7 vertebra
vertebrae_T6|45296009|T6 vertebra
vertebrae_T5|56401006|T5 vertebra
vertebrae_T4|73071006|T4 vertebra
vertebrae_T3|1626008|T3 vertebra
vertebrae_T2|53733008|T2 vertebra
vertebrae_T1|64864005|T1 vertebra
vertebrae_C7|87391001|C7 vertebra
vertebrae_C6|36054005|C6 vertebra
vertebrae_C5|36978003|C5 vertebra
vertebrae_C4|5329002|C4 vertebra
vertebrae_C3|113205007|C3 vertebra
vertebrae_C2|39976000|C2 vertebra
vertebrae_C1|14806007|C1 vertebra
heart|80891009|Heart
aorta|15825003|Aorta
pulmonary_vein|122972007|Pulmonary vein
brachiocephalic_trunk|12691009|Brachiocephalic artery
subclavian_artery|29700009|Subclavian artery
common_carotid_artery|32062004|Common carotid artery
brachiocephalic_vein|8887007|Brachiocephalic vein
superior_vena_cava|48345005|Superior vena cava
inferior_vena_cava|64131007|Inferior vena cava
iliac_artery|73634005|Common iliac artery
iliac_vena|46027005|Common iliac vein
humerus|85050009|Humerus
scapula|79601000|Scapula
clavicula|51299004|Clavicle
femur|71341001|Femur
spinal_cord|2748008|Spinal cord
gluteus_maximus|181674001|Gluteus maximus muscle
gluteus_medius|78333006|Gluteus medius muscle
gluteus_minimus|75297007|Gluteus minimus muscle
iliopsoas|68455001|Iliopsoas muscle
brain|12738006|Brain
skull|89546000|Skull
rib_1|48535007|First rib
rib_2|78247007|Second rib
rib_3|25888004|Third rib
rib_4|25523003|Fourth rib
rib_5|15339008|Fifth rib
rib_6|59558009|Sixth rib
rib_7|24915002|Seventh rib
rib_8|5953002|Eighth rib
rib_9|22565002|Ninth rib
rib_10|77644006|Tenth rib
rib_11|58830002|Eleventh rib
rib_12|43993008|Twelfth rib
sternum|56873002|Sternum
costal_cartilages|50016007|Costal cartilage
body_trunc|22943007|Trunk
body_extremities|66019005|Limb
"""
_SIDE = re.compile(r"_(left|right)(?=_|$)")

TOTAL = tuple(_TOTAL.split())
"""CT, from number 1."""
TOTAL_MR = tuple(_TOTAL_MR.split())
"""MR, from number 1."""
BODY = ("body_trunc", "body_extremities")


def code_of(name: str) -> Code | None:
    """The SNOMED code of a class; None where none is certain."""
    known = {line.split("|")[0]: line.split("|")[1:] for line in _CODES.split("\n") if line}
    found = known.get(name) or known.get(_SIDE.sub("", name))
    return Code(found[0], "SCT", found[1]) if found else None
