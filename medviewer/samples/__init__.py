"""Made-up studies: a procedural thorax CT, radiographs projected from it, and the sample study.

Nobody was ever scanned for them, every size in them is known, and they can be made at any matrix.
"""
