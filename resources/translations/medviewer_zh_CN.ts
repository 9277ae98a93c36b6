<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>Actions</name>
  <message>
   <source>3D</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3D/Look</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3D/Preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accept result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Acquired slices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All keys and what the mouse does; change a key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All models…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Angle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any grid…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrow with text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As the file says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As the files say</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As voxels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Axial</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Axial large; sagittal, coronal and 3D beside it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Axial slices in the view in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Axial with the other planes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Axial, sagittal, coronal and 3D in equal parts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the crosshair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ball</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Both series by squares</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Build, read, draw and measure phantoms on this machine: pass or fail, with numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Calibrate by a known length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cards, contracts, settings and tests of every model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changes since the prior</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Character set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checkerboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose how many rows and columns of series there are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click both ends of one line, then of the other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click points along a path, which is shown straightened; Ctrl+click removes a point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click the corners; double click or Enter closes it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click the end of one leg, the corner, the end of the other leg</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click where the words are to stand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click: the value of the voxel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close everything that is open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cobb angle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colours and opacity of the 3D picture by what was measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare two results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare with the prior study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Coronal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Coronal slices in the view in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Crop box</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Crop by numbers…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Crosshair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cubic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cut along the patient's axes instead of the volume's own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cut by segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete the selected measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete what is selected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Difference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do again what was taken back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Doctor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drag from corner to corner: area and values inside (Shift: circle)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drag from corner to corner: area and values inside (Shift: square)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drag from the centre to the surface: volume and values inside</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw along something of known length and say how long it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw round a region; it closes when released</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Earlier</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit result later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ellipse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Empty the view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything that can be chosen, found by a word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exchange black and white</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exchange left and right in the view in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exchange up and down in the view in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export surfaces…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill the window with the view in use, and back (double click)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find a study that was opened or indexed before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find commands, series, models, settings and help by some letters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find how one lies in the other, in the background</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flip up and down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fold or unfold the panel on the left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fold or unfold the panel on the right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Four series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Four series, two by two</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Freehand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From end to end: drag, or click twice (Shift: level, upright or at 45°)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From the darkest to the brightest 0.1 % of the image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Full screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fusion in colours, e.g. PET over CT; again to take it off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Glowing in glass</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the first image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the last image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the measurement before in the list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the next measurement in the list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the next segment, box, landmark or finding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the segment, box, landmark or finding before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide all measurements, and show them again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In grids: show where the slice in use lies in the other views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In grids: zoom, move and window views of one frame of reference together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Information in the corners</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install model…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interpolate between voxels linearly</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interpolate between voxels smoothly</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interpolation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Invert</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the slice in the view as a key image, or let it go</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keys and mouse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lay a saved segmentation over the image on screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lay another series over this one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lay measurements and key images of a file over the open study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave full screen or a maximised view, then take the crosshair tool</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left drag goes through the images (any time: wheel)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left drag moves the crosshair in all views (any time: Shift and move)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left drag moves the picture (any time: middle drag)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left drag zooms (any time: right drag)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left drag: width across, level up and down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let the 3D picture turn by itself, and stop it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let the series in the grid scroll together from what they show now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let them scroll by themselves again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light and shade</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Linear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Link at these slices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Link views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Liver</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lung</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MIP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make oblique planes straight again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make the slab of the view in use thicker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make the slab of the view in use thinner</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mark the result in hand as reviewed and accepted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mark the result in hand as useful but not yet right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maximise view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measurements and volumes of both studies</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mediastinum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MinIP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mirror left and right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next finding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nine series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nine series, three by three</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One file for whoever helps: facts, versions, settings and logs, nothing of a patient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One image back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One image on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One time point or frame back (Ctrl + wheel)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One time point or frame on (Ctrl + wheel)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One view of the image in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only inside the segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only outside the segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a folder without closing what is open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a simulated chest CT that comes with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a study: a folder of images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open another study beside…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open files…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open folder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open log folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open measurements…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open one or more image files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open sample study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open segmentation…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the folder with the program's logs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PET, SUV 0 to 5</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste on this slice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plane</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Play or pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Play time points or frames, else the images of the view in use; again to stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Play, and stay at the picture on screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Polygon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Posterior fossa</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press at the tip, release where the words are to stand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous finding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put copies of them on the slice of the view in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Python console</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RECIST table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read the text with the character set that the files name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rectangle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reference lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register the two series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reject result…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remember the selected measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the path and its straightened picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Results panel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run the chosen model on the image on screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sagittal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sagittal slices in the view in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save 3D picture…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a turn as a film…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save all measurements as DICOM structured report, JSON or table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as presentation state…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save findings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save key images…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save large 3D picture…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save measurements…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save one turn of the 3D picture around the patient as MP4 or GIF</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save picture of the view…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save picture of the window…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save segmentation…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save support bundle…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the 3D picture as PNG, as large as its view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the 3D picture as a PNG file with four times the width and height of its view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the findings of a model as JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the key images as a DICOM key object or JSON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the segmentation as NIfTI, NRRD or DICOM SEG</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the surfaces of the visible segments as STL, OBJ or PLY, in LPS millimetres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the view in use as a PNG picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the whole window as a PNG picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save window, turning and the measurements on slices, for other viewers to draw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Say why the result in hand is rejected, and hide it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scroll</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search commands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Segments are surfaces in a body of glass</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Segments are surfaces, without the body</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Segments glow in a body of glass</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select all measurements of the series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select all of this series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Series panel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shade by how surfaces face the eye, or show plain colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show a box around the volume; drag the dots on its faces</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show crosshair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show in 3D only what is in the visible segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show in 3D only what lies outside the visible segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show one slice in the view in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show or hide all measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show or hide everything that lies over the image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show or hide the console for researchers (switched on in the settings)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show or hide the crosshair in all views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the greatest value over a thickness (MIP)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the least value over a thickness (MinIP)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the mean value over a thickness</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the same series of an earlier study of this patient beside the one on screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the series above in the list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the series below in the list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the slices as acquired instead of the volume resampled from them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the whole body again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the whole picture again, not turned, with the file's own window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show voxels as they are, without interpolation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Single slices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Six series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Six series in two rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Six short notes on what is where</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slab</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Soft tissue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop the model or the reading that is running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Straighten</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stroke</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Subdural</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Surfaces alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Surfaces in glass</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Swipe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take back the last change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the crop box away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the series out of the view in use; it stays open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target lesions, their sums and responses over time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ten images back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ten images on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test a model from a file or folder, then decide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text in the corners: off, minimal, anonymous, full</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file's second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first lookup table or window of the file itself</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The help on the panel under the mouse or in use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The long axis, then the short one at a right angle to it (RECIST)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The other series to the right of an edge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The second lookup table or window of the file itself</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series of the view in use in 3D</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The three planes on top of each other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The three planes side by side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The values of the other series minus those of this one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Thicker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Thinner</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Three on top of each other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Three side by side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tools</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tour of the window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn round</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn the view in use by 90 degrees to the left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn the view in use by 90 degrees to the right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two by two</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two diameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two segmentations side by side with Dice and volumes, and the views again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two series side by side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type where the crop box begins and ends</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use the whole screen, and back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Verify this installation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vessels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>View</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>View/Character set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is slow or missing on this machine, and what to do</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What this program is, its version and licences</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whole volume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window/Colour map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write, preview, save and print the report of this study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Sentences</name>
  <message>
   <source>%1 %2 of %3 in time %4 shown apart: %5.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 Add --agree to run the model anyway.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 It runs only if you agree to that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 [golden] needs %2 inputs, one a channel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 also needs a series for %2; choose one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 belongs to a DICOM study, and this image is not of one; save the marks as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be fetched: the server says %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be made: its folder does not exist; make it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be opened (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read (%2), so the study is not copied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read (%2); check that you may open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read as DICOM: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read as DICOM; the file is damaged or of another kind.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read as DICOM; the file is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read as JSON; choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read as a label map; it is damaged, too large or of another format.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read, so the pack is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read; ask for the pack again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be read; check its name and its permissions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be removed (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be saved: its folder does not exist; make it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be shown truly: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be shown truly: its directions are not at right angles.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be shown: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be turned to %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be unpacked (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be written (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be written (%2); check the disk.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be written in a manifest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be written: its folder does not exist; make it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be written; is the disk full?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 claims more frames or pixels than can be shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 could not be read back as it was written; try another disk.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 did not pass its tests, so it is not installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not accept %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not exist or is neither a file nor a folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not hold marks of this program; choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not let its statements be explained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not lie on a grid: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not say how its frames lie in the patient; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not say to which segment its frame %2 belongs; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 does not say where its frame %2 lies in the patient; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 found nothing to look at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 found nothing to look at: the image is empty throughout.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 gives the key %2 to two commands; nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has %2 different values and looks like an image, not like a label map.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has %2 dimensions; a volume needs three.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has %2 entries where %3 are needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has %2 series; choose with --series: %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has an unknown field: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has directions or a spacing that are not valid; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has format %2; this program reads %3. Ask for another version of the pack.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no dropout that could be kept on; choose tta.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no image for %2; choose a series for it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no inputs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no label of the number %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no series %2; it has %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no such form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no valid image header for its kind of file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has no weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has none of [[stages]].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has one fold only, so folds cannot disagree; choose tta.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has positions that are not numbers; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has segments without a valid number; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has several values a voxel; a label map has one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has slices that are not stacked at right angles; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has unevenly spaced slices; it cannot be shown truly.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds %2, which is a link or a device and no file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds a file with the name %2, which no pack may hold.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds frames of different directions or spacing; it cannot be shown truly.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds more than %2 files, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds more than %2 files; open a smaller folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds more than %2 members; unpack it and open a smaller folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds more than one thing; give the file to lay over the picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds no %2, so it is no model pack.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds no files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds no measurements that can be drawn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds no member of this name any more; open it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds no series that can be opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds no snippets of reports.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds numbers of a kind that this version does not show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds values that cannot be read; the file is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 holds vectors, complex numbers or colours of more than 8 bits, which this version does not show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is %2, not an image; give the series it was made from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a DICOM Segmentation without frames or segments; there is nothing to show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a NIfTI-2 file, which this version does not read; save it as NIfTI-1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a damaged ZIP archive: its members overlap.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a damaged ZIP archive; unpack it with another program, if one can.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a damaged table of contents (DICOMDIR); open its folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a folder; give the name of a file in it to save to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a model for %2: it makes no statements to explain.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a model for %2: its result is saved to a name in %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a model for %2: its results cannot be %3 files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a presentation state that names no image; it is not applied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a report without any content; there is nothing to read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is a structure set without any region; there is nothing to show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is about images that are not in this series.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is compressed in a way that cannot be read, or it is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is cut short: its header promises more frames than it holds; it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is damaged or no model pack; ask for it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is damaged: it is shorter than its header says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is damaged: its header does not say what its numbers mean.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is damaged: its packed voxels are cut short or altered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is damaged: its pixels cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is larger than %2 bytes, so it is not fetched.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is larger than 1 MB, so it is not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is made for plugin API %2; this program has %3. Ask for a newer version of the plugin.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is made so that its files overlap, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is neither a structure set nor a presentation state.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is nested too deeply to be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no NIfTI file, or its header is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no PNG, JPEG or TIFF picture, or it is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no address of a cluster; it looks like tls://host:8786.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no argument of %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no classifier, so it makes no statements to explain.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no file of keys of this program; nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no session of this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is no volume, which the role %2 needs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not K=V</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not WxH with 1 to 8192 pixels, for example 512x512</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a DICOM Segmentation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a file; give a label map such as labels.nii.gz.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a function that a host may run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a label map on a grid: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a label map: its values are not whole numbers from 0 to 65535.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a list of hashes and files; ask for the pack again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a size such as 1600x1000.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not a whole number from 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not allowed in this process.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not an address that begins with https:// or http://.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not auto, cpu or cuda</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not one of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not protected: anybody on that network could run programs on the workers. Use tls:// with --tls-ca, --tls-cert and --tls-key, or add --no-tls.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not what %2 says: the pack is damaged or was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is of the format %2, which torch does not run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is out of bounds: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is packed by a method that is not read; ask for a plain one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is there already; choose another name with -o, or remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is there already; choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is too large to be a file of choices.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is too large to hold marks, so it was not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is unreasonably large (%2 GB), so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is unreasonably large for a picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is unreasonably large for a table of contents; open its folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 may not be written (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 missing (%2): the gap is left empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 more files were left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 must be a number, a text or a list of these, not a %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 must end in %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 must not be told %2, because it would fetch weights from elsewhere; a pack carries its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 names %2, which is not in the pack.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 names %2, which is not in the plugin's folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 names %2.py as its entry, which is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 names a data file outside its own folder, which is not followed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 names several images but cannot take them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 needs %2 GB of memory and %3 GB are free; close other images and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 needs %2 images of the patient: %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 needs %2 with a file that is there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 needs more memory than this machine has free for this series; close other series or programs and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 needs no permission.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 needs the data file %2, which is not beside it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 normalises %2 channels of %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of the file has no usable field %2; nothing was taken over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of the file is no rule.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of the pack is not one volume.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 reads the image in %2 tiles; such statements cannot be explained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 says that it holds a document, but there is none in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 spans a grid that is too large to be shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 takes no image for %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 takes several images at once (%2), and a batch gives a model one series at a time; run it in the window.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 there twice: the first one is used.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 voxels of the segmentation lie outside this volume.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was changed after its tests, so it is not installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was given %2 = %3; give a number from %4 to %5.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was given %2 = %3; give off, %4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was given %2 = %3; give true or false.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not made: a slice's file is not there any more; open the study again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not made: the image is in colour; save the marks as .dcm instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not made: the marks are of several studies; save one study at a time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not made: the slices are each rescaled in their own way, which it cannot say; save the marks as .dcm instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not read: "%2" %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not read: it holds a field that this version does not know.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not read: it is no table of names and values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: it does not open again (%2)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: the chosen segments have no voxels and so no surface.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: the folder %2 does not exist; make it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: the name must end in %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: the name must end in .dcm, .json or .csv.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: the name must end in .dcm.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: what was read back differs from what was written; save the key images as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: what was read back differs from what was written; save the marks as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not saved: what was read back differs; try another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not written (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was written by a later version of this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was written by a later version of this program; update it to open the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 would unpack to an unreasonable size, so it is not opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 would unpack to an unreasonable size, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1/%2 cannot be read: %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1/%2 is larger than 1 MB, so it is not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1/%2 is nested too deeply to be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: %2 has no %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: %2 is not from 0 to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: %2 must be %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: %2 must be letters, digits, -, _, + and . and no %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: %2 must be one of %3, not %4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: %2 needs %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: [[calibration]] names a label that is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: [[clean_up]] names a label that is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: a detector of form boxes can have one fold only, because the boxes of %2 networks cannot be averaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: a label's number must be from 1 to 65535.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: a segmentation model needs at least one of [[labels]].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: a temperature a must be more than 0, and has no b.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: agreement must be more than 0 and at most 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: an output of kind %2 gives no %3; it must be %4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: axes must be three letters such as SPL, one of each of L/R, A/P and S/I, not %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: cases must not be negative, and error be from 0 to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: conform and resize must be from 1 to 4096.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: dimensions must be 2 or 3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: entry must be like "module:Class", not %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: its default %2 is no value that it may have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: its output names the label %2, which is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: largest and smallest_ml must not be negative.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: low must be less than high.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: mirror_axes must be different ones of 0, 1 and 2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: size and multiple_of must be from 1 to 4096.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: spacing_mm must not be negative.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: std must be more than 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: step must be more than 0 and at most 1, sigma_scale at most 10.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: the weights of a pack are named by its stages.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: there is no earlier stage %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: there is no label %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: threshold must be from 0 to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: two channels have the same role.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: two labels have the same %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: two parameters have the same name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: two stages have the same name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: weights in safetensors need an architecture, and other formats have none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A %1 cannot be written in a manifest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A CT series needs whole numbers; round the volume first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A DICOM Segmentation belongs to a DICOM series, and this image is not one; choose a name that ends in .nii.gz or .nrrd.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A DICOM Segmentation belongs to a DICOM series, and this image is not one; save it as .nii.gz or .nrrd instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A block of shared memory is smaller than it claims to be.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A contour has a point whose coordinates are not numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A contour is of a kind that is not known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A contour needs points of three coordinates each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A copy of %1 does not read back as it was written; check the disk.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A drawing in the pixels must have their size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A figure does not have the points that its kind needs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A figure has a point that is no number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A heat map is saved to a name in %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A key image is of an image without DICOM identifiers; save the key images as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A lookup table needs entries of 1 to 16 bits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A measurement lies on a slice whose file is not there any more; open the study again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A measurement lies on an image without DICOM identifiers; save the marks as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A message is not a tuple.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A result holds %1.%2, which is not allowed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A result of this kind cannot be kept for later; open its series and run it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A rotation needs a quaternion that is not zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A second copy of the instance in %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A series is still being read: wait until all its slices are there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A single slice cannot be registered: choose two volumes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A stack is not a volume, so a result with a grid cannot be laid over it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A time series needs two or more volumes and a time for each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A volume of one value only cannot be registered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An array in shared memory is not of plain numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another %1 %2 is installed; a changed pack needs a new version number, or remove the installed one first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another %1 %2 is installed; a changed pack needs a new version.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another kind of Qt application runs in this process.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Both series lie in one frame of reference: they match as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colours of %1 bits a sample are not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colours of the file that let others through are shown opaque.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colours of the photometric kind %1 are not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compressed pictures with %1 bits a pixel are not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every frame of a stack needs one plane of its own shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gantry tilt of %1 degrees, corrected: resampled to a straight grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It holds more than a session can.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is a pipe or a device, not a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is an archive in an archive; unpack the outer one first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is not known where in the image this network's tokens lie.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It lays a drawing of its own over the images that is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It unpacks to more than fits into the memory of this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its %1 shutter cannot be applied; nothing is hidden by it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its floating point pixels are stored in an unknown way.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its presentation lookup table cannot be used.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels %1 do not fill the grid %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Labels can only be laid over a volume; this series is a stack of slices.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models cannot be kept in %1 (%2); choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No graphics card that torch can use was found; choose auto or cpu.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No path was given; choose a file or a folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No slice of this series goes through the point %1,%2,%3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No study is open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not a key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing in %1 can be copied as it is; index it in place instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing on this machine runs the networks of the pack as it should.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On this machine only an administrator decides about plugins; nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only DICOM is read inside an archive; unpack it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only what a model made can be saved to a file of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening a file for writing is not allowed in this process.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures of %1 samples a pixel are not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures of the photometric kind %1 are not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped. The same command goes on where it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The %1 maps of the network %2 need %3 GB of memory for this image and %4 GB are free; close other images or programs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The 3D picture was not finished.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The DICOM Segmentation was not saved: it does not open again (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The DICOM Segmentation was not saved: what was read back differs from what was written; save it as .nii.gz or .nrrd instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The SHA-256 must be 64 hexadecimal digits; ask for it where the address came from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The address does not end in a plain file name; give one with -o.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The archive holds no DICOM file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The arguments of %1 do not fit it: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bits of a pixel are arranged in a way that is not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bits of an overlay plane do not fill its rows and columns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The blocks of this network have different tokens, so no attention can be followed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The colours do not fill the grid of the values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed frames do not have 8 or 16 bits a pixel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed picture has no tiles.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed picture has restart markers within its rows, which is not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed picture is %1, not %2 as the header says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed picture is cut into an unreasonable number of tiles.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed picture is cut short.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed picture is cut short: %1 of %2 tiles are there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed pixels are no lossless JPEG of full resolution.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed pixels cannot be decoded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed pixels do not begin as JPEG 2000.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed pixels do not begin as JPEG.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The compressed pixels have no JPEG frame header.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The connection to %1 broke (%2); %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The damaged index %1 cannot be set aside; delete it and open the library again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The deflated frame does not have the size that the header says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The detector gave %1 anchors and the pack's strides make %2 of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The detector gave numbers of the shape %1; rows of %2 were expected.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk has too little room for %1 (%2 GB); make room first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dose file does not say where its planes lie in the patient.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing has no size that can be laid over the slice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing is cut short.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing is neither in the file nor in its pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing lies in bits that belong to the picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The expected answer %1 cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The explanation of %1 is not shown, because it holds numbers that are not finite.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The explanation of %1 is not shown, because it lies outside the picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file does not say how large its dose values are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file does not say how the picture lies in the patient.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file does not say its modality.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file does not say that its values are Hounsfield units.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file ends before its pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file gives no pixel spacing: lengths are in pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file has %1 pages; only the first is shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file holds no hanging rules of this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file holds no list of at most %1 hanging rules.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file holds no picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file holds no slice of a mosaic here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file is cut short in its compressed pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file is cut short: %1 of %2 bytes of pixels are there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file promises %1 frames and holds %2 pieces of pixel data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file says that it holds a PDF, but the document is none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file was not saved: %1 cannot hold this volume's place in the patient; save it as .nrrd instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file was not saved: what was read back differs from what was written; check the disk and try another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The files in %1 have changed since they were listed; open them again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The files of the images cannot be read as one DICOM study, so the report has none to belong to; save it as a PDF instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The files of the source belong to several series; a DICOM Segmentation needs one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder %1 cannot be made (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder %1 cannot be made (%2); choose another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder %1 has no %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder cannot be read (%1).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The grid has no valid shape, position or direction.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The grid's axes are not at right angles.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The headers of the source series do not allow a valid DICOM Segmentation; save it as .nii.gz or .nrrd instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The heat map lies outside the picture in the world, so it is not shown on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The install record of %1 cannot be written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The known case comes out otherwise on this machine: agreement %1, and %2 is demanded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The known case given in the order %1 comes out otherwise in the world: agreement %2, and %3 is demanded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The known case on a tilted grid comes out elsewhere in the world (agreement %1, and at least %2 is demanded).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last attempt is on the processor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The layer %1 gives no maps that Grad-CAM could weigh.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The layer %1 has no part in the statement; Grad-CAM cannot weigh it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The library's index %1 cannot be opened (%2); check the folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The library's index cannot be written; check its folder and its disk.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The library's index cannot grow because the disk is full; make room.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The library's index is in use by another program; try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The lock of a new journal is taken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The manifest of %1 cannot be written: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The manifest of the pack was not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The marks of what has arrived do not belong to the slices of the image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The measurements were not saved: the report does not open again (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The measurements were not saved: what was read back differs from what was written; save them as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The memory for notes has another size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modality lookup table, which gives the true values, is broken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model %1 does not keep its promises: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model %1 does not keep its promises; see the test that failed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model in %1 cannot be read (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model in %1 cannot be used: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model turned the cancel into another error (Cancelled must not be caught).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 builds on %2, which is not in its pack.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 cannot be read (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 cannot be read as TorchScript.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 cannot be read as a torch.export file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 cannot be run (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 copies %2 channels and was given %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 gave %2 numbers for %3 slices and %4 outputs; %5 were expected.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 gave numbers that are not finite.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 gives %2 maps, and its pack names %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 gives %2 numbers, and its pack names %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 is not safe to load: it holds %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 of %2 has %3 numbers, more than its weights %4 can hold.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network %1 takes %2 images and was given %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network gave %1 voxels for %2; it cannot be used for segmentation or images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network gave numbers that are not finite, so there are no probabilities.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network gave values that are not numbers (NaN or infinite); its weights or its input are damaged, or it needs a higher precision.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network gives %1 channels and its pack names %2; the pack and its weights do not belong together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network gives no numbers for each image, so its statement cannot be explained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has %1 outputs and no number %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has no layer %1 for Grad-CAM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network needs %1 GB of memory for this image and %2 GB are free; close other images, or run it with a larger step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The numbers of an explanation's options must be positive.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The object in %1 cannot be shown: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The one slice says no thickness; 1 mm is assumed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The orientation of a slice is not two directions at right angles.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The other process went away in the middle of a message.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack brings an %1, which only this program writes, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack cannot be installed in %1 (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack has no %1; ask for a whole one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack holds %1 both as a file and as a folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack holds %1 twice, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack holds %1, which is a link or a device and not a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack holds %1, which its %2 does not list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack holds a file with the name %1, which no pack may hold.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack holds another archive, %1, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack is not signed, and this machine installs signed packs only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack is signed, but not by a key that this machine knows, or it was changed after it was signed; ask the sender, and put the public key of those you trust into the key folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack lacks %1, which its %2 lists; ask for a whole one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack was not unpacked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's %1 is larger than it says, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's %1 is shorter than it says, so it is refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's normalisation cannot be undone, because it multiplies by 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's output option %1 of the network %2 must be %3, not %4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's output option anchor_shapes must have %1 numbers for each shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's output option level_scales must have a number for each level.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's output option size_divisible must be a whole number for each axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pack's output option strides must have %1 numbers for each level.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The palette, which gives the colours, is missing or broken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The phantom was written but not read back as one volume.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The picture could not be written to %1; choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The picture is cut short: %1 of %2 bytes of pixels are there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The picture of the window was not made (%1); the other files are in %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pictures are a video (%1), which is not shown by this version.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pixel coding %1 cannot be decoded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pixel coding is not known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pixel spacing in the file is not usable, so lengths are in pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pixel spacing is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pixel spacing is not two positive numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plugin %1 cannot be imported (%2: %3).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plugin %1 cannot be imported.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plugin %1 is not allowed anyway.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The point %1,%2,%3 lies outside the series %4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The position of a slice is not three usable numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The report was not saved: it does not open again (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The report was not saved: what was read back differs from what was written; save it as a PDF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The report was not saved: what was read back differs from what was written; try another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rescale slope or intercept is not a usable number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The result lies outside the image in the world, so it is not shown on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The result of %1 is not shown, because it gave %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The result was made from another series and is not shown on this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run-length coded pixels are cut short.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run-length coded pixels begin at places that cannot be true.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run-length coded pixels do not have the header's number of segments.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The sample study cannot be kept in %1: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The sample study could not be put into %1: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The scheduler at %1 does not answer (%2); is it running?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The segmentation was on another grid; nearest labels are shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The segmentation “%1” does not lie in this volume; open it with the series it was made from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series %1 has %2 in time, and no number %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series %1 has %2 points in time, and a file is written of one; choose it with --time, 1 to %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series %1 is no regular grid, so it has no %2 picture; its own slices are %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series %1 is not a regular grid of slices, so it cannot be saved as a volume without changing where its slices lie.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series could not be written to %1: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series for %1 is of another patient; choose one of the same patient.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series for %1 shows another place than the one that the model runs on; choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series in %1 cannot be shown: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server sends another part than was asked for; remove the .part file and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The session %1 cannot be opened. %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The session %1 cannot be opened: the file is damaged or no session.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The session %1 is not there any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The session that was written is not the one that was meant.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The settings for models in %1 cannot be read; correct or remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The source file %1 cannot be read as DICOM, so %2 was not made; save the marks as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The source file %1 cannot be read as DICOM, so no DICOM Segmentation was made; save it as .nii.gz or .nrrd instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The source file %1 lacks the identifiers that %2 refers to; save the marks as .json instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The source file %1 lacks the identifiers that a DICOM Segmentation refers to; save it as .nii.gz or .nrrd instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The study was not copied because the disk of %1 is full; make room and copy it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The study was not copied to %1 (%2); check the folder and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The summary was not saved to %1 (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The text of a report that was kept is damaged and cannot be shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The text of this series cannot be read again: its first file is not there any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The three tables of the palette do not begin with the same value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two results do not lie on one grid, so they cannot be compared voxel by voxel; run both models on the same series.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two volumes show no common part: they cannot be registered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The values do not fit into a CT series; 16 bits are not enough.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The values of %1 are too large to be kept exactly.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The values of the series in %1 are too large to be kept exactly.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The volume was resampled from the true slices; those can still be scrolled as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The volumes of a time series do not share one grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The voxel spacing is not positive.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights %1 are missing in the model pack.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights %1 cannot be read as safetensors (%2).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights %1 do not fit the network: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights %1 hold numbers that are not finite, in %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights %1 repeat few numbers as many, in %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no %1 view.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no %1; choose a model pack that is there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no %1; give a model's file or folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no 3D preset %1; choose one of %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no character set %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no device %1; choose auto, cpu or cuda.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no display to open a window on; see medviewer --help for what works without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no file %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no graphics card %1; choose auto, cpu or cuda.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no installed model pack %1; see: medviewer models list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no key image to save; press K on an image first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no measurement to save; draw one first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no model %1; there are: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no precision %1; choose auto, %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no reference %1; choose blur, mean or low.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is not enough memory for the series in %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is not enough memory to put the slices of the series in %1 on a straight grid; close other images and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There was no prediction to take the uncertainty of.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This DICOM file is broken: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is no DICOM file, and no other kind of image that can be opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is no DICOM file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This model states nothing of %1; it speaks of %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This model's file gives no gradients; choose occlusion, LIME or kernel SHAP to explain it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This network has been closed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This network has no attention that could be shown; choose Grad-CAM or occlusion instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This network has no maps that Grad-CAM could weigh; choose attention or occlusion instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This pack does not wait to be installed (any more); open it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This program knows no network %1; it knows %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This result does not say which picture it was made from, so it is not shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This result was made from another picture than the one on screen, so it is not shown; run the model again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This series has no %1 picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This series is not a volume, so there is no 3D picture of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This worker has no %1 %2 that equals the one of the batch; install the same model there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Torch has no precision %1 for networks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Voxels %1 do not fill the grid %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What %1 sent is not what was asked for: its SHA-256 is %2. It was removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is in %1 is no picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is in %1 is no volume, so it cannot be saved as one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a broken model has no card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a broken model has no details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a circle of inheritance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a label of dataset.json is no whole number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a later version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a number in it is too long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a part that was skipped has no boxes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a part that was skipped has no scores</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a sequence does not end</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a sequence ends early</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a sequence holds something that is no item</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a template may count to %1 only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a template may multiply numbers only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a template may not switch off escaping</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a template may not use %1 here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a value is longer than the table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an element has an unknown value representation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an element is longer than its item</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an item is longer than its sequence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>block must be BasicBlockD or BottleneckD with bottleneck_channels, not %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cell must be gru or lstm, not %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cut short</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>damaged archive</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>damaged in its archive</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dataset.json names no channels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dataset.json names no labels with background as 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>disk full</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>elements are not in order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ends early</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>explain_%1 must be a whole number, not %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>far more than the header says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>fits no type</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has unreasonably many elements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is longer than %1 KB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is not text in UTF-8</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is unreasonably large for its kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it wanted to run the network %1, which this program does not have</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it writes more than %1 million letters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its compressed data set is broken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its compressed data set is unreasonably large</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its elements are unreasonably deep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its elements are unreasonably deep or large</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its structure is broken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>more voxels than the free memory holds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no activation %1; there are %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no element is known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no such language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not a draft</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not a finite number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not a list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not a policy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not as large as it says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not begun</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not of its declared type</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing was gathered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>regions_class_order of dataset.json does not have one number for each region</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>regions_class_order of dataset.json has a number below 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sequences are nested too deeply</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the archive is cut short</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the channels of dataset.json are not numbered from 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the labels of dataset.json are not numbered 0, 1, 2, ...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the report reads back differently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the width must be more than 0 in %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>they ask for a network of more than %1 parts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>they ask for more than %1 steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>too long for a key or a signature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>too many values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>torchvision does not fit this torch (%1).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unknown sequence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unknown value representation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what was read back differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“%1” is no volume: only volumes can be registered.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>A panel under the views that runs what you type, with the open study at hand. For researchers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As the window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Centimetres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cine speed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Commands used lately</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cubic, smooth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dragging right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dragging up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawing without a graphics card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every study that is opened is put into the library.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder to begin in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far dragging changes the window: below 1 the hand is calmer, above 1 it is quicker.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many paths “Open recent” remembers; 0 remembers none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much text stands in the corners of the views.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the views are arranged when the program starts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language of reports</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language of the headings of a report.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language of the window. Data of patients is never translated.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layout of volumes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Letter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look again and again for new studies in indexed folders.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Millimetres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paper</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures a second where the file does not ask for a speed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recent studies</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Safe for the colour-blind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the crosshair in all views.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slices and 3D are drawn by the processor, the same on every machine, also over remote desktop: there is nothing to choose.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Speed of window and level</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text of the whole window.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The safe palette keeps the planes apart for people who see red and green alike.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The tour was seen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unit of lengths</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Usual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Voxels as they are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is drawn between voxels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What lengths are written in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What reports are laid out for.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where “Open folder” and “Open files” begin.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which way the level goes when the mouse is dragged up.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which way the width goes when the mouse is dragged right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who read last</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Undo</name>
  <message>
   <source>Calibrate by hand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw arrow or text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install it? [y/N] </source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lay over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on key image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove key image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show a measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped.
</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unlink</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>anomaly_rows</name>
  <message>
   <source>Abnormal from %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anomaly score</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to peak</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the crosshair where the image is most unlike what the model knows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model names no threshold.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>abnormal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not abnormal</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>axis_text</name>
  <message>
   <source>Frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>badges</name>
  <message>
   <source>%1 %2 slices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 1 slice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ACQUIRED SLICES</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>AI (%1, not yet reviewed)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>AI (%1, to be edited)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click to show the resampled volume (A).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click to show the slices as they were acquired (A).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DETECTOR SPACING</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GAP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MEAN</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OBLIQUE</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>READING %1 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>REFUSED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>REPEATED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RESAMPLED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SPACING UNKNOWN</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>STACK ONLY</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>TILT</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file gives no size; lengths are in pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The greatest, least or mean value over this thickness; Ctrl+Up and Ctrl+Down change it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The picture was compressed with loss.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The planes are turned; Backspace makes them straight.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The size is the one at the detector; what lies before it is smaller.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UNEVEN SLICES</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>corrected</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>bar</name>
  <message>
   <source>All modalities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All words are looked for: names also in pinyin or by initials, dates such as 2024, 2024-05 or 20240517, ranges such as 2023..2024, and today, week, month</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 31 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 7 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last year</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Modality</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search in the library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search: name, pinyin or initials, ID, date, description</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Today</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>browser_window</name>
  <message>
   <source>%1 of %2 models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All tasks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a model on the left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Does not fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fits this series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lacks a series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search: name, label, purpose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Task</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>change_view</name>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prior</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>comfort_desk</name>
  <message>
   <source>Gathering the support bundle; it takes some seconds.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>compare_desk</name>
  <message>
   <source>Neither study has a measurement or a segment to compare.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No other study of this patient is open: open it too, from its folder or the library.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No series of the prior study is like this one: drag one into a view.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a second series first: one that is to be registered with this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a second series first: what is to be laid over this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the prior study first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registered: turned by %1°, likeness %2 before and %3 after. Undo takes it back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registering %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two series lie in different frames of reference: register them first, on the right.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>compare_panel</name>
  <message>
   <source>Blend</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By squares</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In colours that shine through</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Joined: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Middle grey where both are equal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move the other series by 1 mm to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move the other series by 1 mm to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One frame of reference: both scroll together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only the series itself</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opacity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Squares</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the coordinates of both series as those of one frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The other series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two no longer scroll together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the right of an edge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two frames of reference: not joined yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the edge lies</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as the files say</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>registered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>registered and moved by hand</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>compare_table</name>
  <message>
   <source>B − A (%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>B − A (ml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparison by label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only A knows this label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only B knows this label</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>compare_view</name>
  <message>
   <source>All labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All labels together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the comparison (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Difference: blue only A, orange only B, grey both</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Result %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show where any label differs</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>console_panel</name>
  <message>
   <source>Enter runs, Up and Down recall, Tab completes, Ctrl+C stops</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Python to run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Python with the open study: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs only what you type. Ctrl+C stops a loop; one call into C code ends first.
</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the console said</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>contours_panel</name>
  <message>
   <source>All</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide every region</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show every region</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>corner_text</name>
  <message>
   <source>(no image here)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image %1 / %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixel %1 mm (calibrated by hand)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixel %1 mm (calibrated)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixel %1 mm (region)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixel %1 mm at the detector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Thickness %1 mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>W %1  L %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>details_pane</name>
  <message>
   <source>%1 ms a tile</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Card and licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Contract</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy this model to one file, for another computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Installed %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not signed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed by %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take this model off this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tests</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This model did not go through the tests of the installation.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>detection_rows</name>
  <message>
   <source>%1 more, less certain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was found.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the crosshair on the middle of this box</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>doctor_page</name>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy all lines as text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything that is needed works, and nothing is slow.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything that is needed works; %1 could be better.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Something that is needed does not work: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try everything once more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trying what the machine can do; it takes some seconds …</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>document_card</name>
  <message>
   <source>Document</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It stays inside its DICOM file until you save a copy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opens the saved copy with the program that this system has for it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a copy…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This system has no program to open %1 with.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unknown kind</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>document_view</name>
  <message>
   <source>%n images that it refers to are not open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 image that it refers to is not open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Images that it refers to; click to go there</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>draft_editor</name>
  <message>
   <source>AI findings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Impression</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indication</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of who reads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parts of the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text of the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What it holds</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>estimate_line</name>
  <message>
   <source>%1 GB memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 GB on the card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>reckoned from %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>explain_section</name>
  <message>
   <source>A simple model of parts shown and hidden; slow, works with every model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As Grad-CAM, better with several places; fast and coarse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As integrated gradients, averaged over several references</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Explain…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make a heat map of what this statement rests on, and test it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What each part of the image is worth to the statement; slow, works with every model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is lost when a part of the image is covered; slow, works with every model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where a transformer looked, whatever it stated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which of the network's own maps speak for it; fast and coarse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which voxels the probability grew from, from a blurred image to this one</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>file_commands</name>
  <message>
   <source>Saved %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The picture could not be saved to %1; choose another folder.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>file_looks_menu</name>
  <message>
   <source>Lookup table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of the file</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>findings_panel</name>
  <message>
   <source>%1 %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>AI</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No findings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show where in the image this rests on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>negative</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>positive</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>fit_text</name>
  <message>
   <source>%1 and %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anomaly</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checking…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classification</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Detection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Does not fit: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fits after resampling from %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image to image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Landmarks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Needs %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Segmentation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sequence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>but:</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>fold_section</name>
  <message>
   <source>Fold or unfold</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>gate_list</name>
  <message>
   <source>failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>passed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>passed with a warning</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>hanging_desk</name>
  <message>
   <source>Arranged by the hanging rule “%1”; Ctrl+Z takes it back.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>heat_card</name>
  <message>
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How strongly it covers the image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Peak</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the crosshair where it is hottest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove this heat map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show this heat map, and no other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The least heat that is drawn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not trusted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>trusted</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>help_commands</name>
  <message>
   <source>About medviewer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An offline viewer for CT, MRI and X-ray that runs models in the background.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Icons: Material Design Icons, Apache-2.0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Licence: Apache-2.0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Research use only. Not a medical device: not for diagnosis or treatment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Results of models may be wrong; each has to be reviewed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no log of this process.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>help_page</name>
  <message>
   <source>Pages of the help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search the help</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>histogram_plot</name>
  <message>
   <source>Histogram</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Histogram of %1 values</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>history_panel</name>
  <message>
   <source>All %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete this result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not run this one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fewer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finished %1; waits until its series is opened again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forget what has ended; results stay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save this result to a file without opening its series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show more or fewer lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To come: its series is read when it is its turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cancelled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>interrupted by the end of the program</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>install_window</name>
  <message>
   <source>%1 GB at most</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accept and install</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All tests passed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled; nothing of it stays on this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not signed: only its source vouches for it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing of it stays on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passed, with warnings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put this model into the list of models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refuse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refused; nothing of it stays on this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs with %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed by %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Testing…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waits until the model process is free</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>job_row</name>
  <message>
   <source>%1 left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 so far</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancelled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do it once more with the same input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do this one earlier</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do this one later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done in %1 s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refused after %1 s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Retry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop this job; it is killed if it does not listen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take this line away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waiting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waiting, %1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What it said while it ran, and its process</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>jobs_panel</name>
  <message>
   <source>No jobs.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>key_card</name>
  <message>
   <source>Key image: %1, %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No key image any more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on this key image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove this key image</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>key_desk</name>
  <message>
   <source>A key image is of a slice: click into a view of slices first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key image %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The image is still being read; try again in a moment.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>key_editor</name>
  <message>
   <source>%1 belongs to “%2”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All usual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a command to change its key; Enter begins.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click, then press the new key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give every command its usual key again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give this command its usual key again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give this command the key; the other goes without</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key of the command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keys count at once and are kept for the next start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press the new key…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the keys of a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This command has no key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Usual key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write all keys to a file</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>key_panel</name>
  <message>
   <source>Series that is not open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series of this key image is not open; choose it in the list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>image %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>keys_page</name>
  <message>
   <source>%1 cannot be written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 keys were changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Commands and their keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Crosshair follows in every view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl + drag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl or Alt + wheel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Double click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go through the images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go through the time points or frames</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left drag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maximise the view, and back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Menu</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Middle drag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mouse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right drag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search commands and keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift + move</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wheel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window from a region</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window: width across, level up and down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your own key</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>landmark_rows</name>
  <message>
   <source>Go to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No landmark was found.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the crosshair on this landmark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Score of the model, and how widely its heat map spreads (one sigma)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>last_resort</name>
  <message>
   <source>Something went wrong inside the program (%1); what is open is still here, see the log.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>layer_row</name>
  <message>
   <source>Close this layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the time point that it was made from; it is shown only there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save this result to a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show or hide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>accepted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>edited</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not yet reviewed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rejected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to be edited</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>layers_panel</name>
  <message>
   <source>No image.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>layout_commands</name>
  <message>
   <source>Any grid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Series in the view</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>layout_picker</name>
  <message>
   <source>Grid of series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Grid of series: %1 rows, %2 columns</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>library_commands</name>
  <message>
   <source>Add what is opened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Build the index anew</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look for changes now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only files and folders can be added to the library.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The study is not in the library any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Watch indexed folders</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>link</name>
  <message>
   <source>Adding to the library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Building the library's index anew</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copying %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indexing %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking for changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removing</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>load_report_panel</name>
  <message>
   <source>%1 images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 time points on one grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A film of single images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A regular grid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A single image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A stack of images, not a volume: no other planes, no volume models.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>spacing unknown</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>main_window</name>
  <message>
   <source>Closed %1; undo brings it back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open recent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show log</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>maker</name>
  <message>
   <source>Laying out the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The report could not be laid out; try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The report template %1 takes too long or too much; the standard one was used.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>mark_commands</name>
  <message>
   <source>%1 copied; Ctrl+V puts them on the slice of the view in use.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>mark_file_commands</name>
  <message>
   <source>%1 measurements and key images were added</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 measurements belong to another study and were left out; open that first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 measurements lie on no slice of this image and are not in it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of another study are not in it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All measurements of this file are there already.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saving key images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saving measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saving the presentation state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no key images to save; press K on a slice first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no measurements to save; draw one first.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>mark_panel</name>
  <message>
   <source>%1 selected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete the selected measurements (Del)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give the selected measurement a name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing measured yet. D draws a length, O an ellipse, B an arrow.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>mark_pen</name>
  <message>
   <source>A ball needs a volume; this image is flat.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A known length is a number of millimetres above 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter: take it   Esc: leave it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its true length, mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The positions of the slices give the size of these pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>mark_rows_view</name>
  <message>
   <source>Measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the measurement</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>mark_table</name>
  <message>
   <source>time %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>mark_words</name>
  <message>
   <source>%1 left out (padding)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 samples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 voxels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(no unit)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Area %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bidirectional</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click at the corner   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click at the end of the first line   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click at the end of the other leg</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click at the end of the second line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click at the end of the short axis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click at the other end of the long axis   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click or release at the other end   Shift: level, upright or 45°   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click or release where the words are to stand   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click the next corner   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click the next corner   double click, Enter or the first corner: close   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click where the second line begins</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw round the region; it closes when released   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Known length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Max %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Min %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No voxels inside</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Release at the opposite corner   Shift: circle   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Release at the opposite corner   Shift: square   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Release at the surface of the ball   Esc: cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SD %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at the detector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>calibrated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>calibrated by hand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>known: %1 mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no pixel size in the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>outline crosses itself</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>region of the file</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>menus</name>
  <message>
   <source>Forget these</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This path is not there now</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>message_bar</name>
  <message>
   <source>Close this message</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>model_badges</name>
  <message>
   <source>BUNDLED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comes with the program; its code was reviewed with it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LEGACY</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PACK</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PYTHON CODE</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Python code that runs in the model process; only what an administrator allowed is listed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SIGNED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed with the clinic's key %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights and a description; nothing of it is executed.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>model_card</name>
  <message>
   <source>Run this model on the series on screen</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>model_commands</name>
  <message>
   <source>%1 needs a series for each of its roles: choose them among all models (Ctrl+M).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 on %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 takes several images of one patient: choose them and run it study by study.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No models were found, so there is nothing to run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run anyway</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This model is no longer installed, so it is not run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>image</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>model_desk</name>
  <message>
   <source>Nothing is known yet of how long it takes here: it was never run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removed %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Testing %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>model_fits</name>
  <message>
   <source>Open an image first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The image is still being read.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>model_texts</name>
  <message>
   <source>Author</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gives</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Intended use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Least extent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Legacy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Made from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>References</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spacing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>single pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>volumes</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>models_panel</name>
  <message>
   <source>%1 do not fit  ▸</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cards, contracts, settings and tests of every model (Ctrl+M)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide %1 that do not fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No models were found.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show or hide the models that do not fit this series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test a model from a file or folder, then decide (Ctrl+Shift+M)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>object_badges</name>
  <message>
   <source>%1 (of other images)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click to take it off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is about other images of this series; only its window is used here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>KEY IMAGE</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PRESENTATION STATE</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>object_card</name>
  <message>
   <source>Object</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Presentation state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Structure set</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>object_commands</name>
  <message>
   <source>%1, image %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saving the document</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>object_flow</name>
  <message>
   <source>%1, so it cannot be shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>object_text</name>
  <message>
   <source>Drawing of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Heat map; can be made again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key images  ·  %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Region of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Structure set  ·  %1 regions, %2 contours</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>over_badge</name>
  <message>
   <source>%1 MINUS THIS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>BLENDED WITH %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RIGHT OF THE EDGE: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SQUARES OF %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two images in one picture.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>page</name>
  <message>
   <source>Back to the views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the views (Esc)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>palette</name>
  <message>
   <source>Commands, series, models, settings, help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing has these letters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Some letters of a command; Enter carries it out, Esc goes back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What fits</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>palette_sources</name>
  <message>
   <source>Series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs a result of a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs a segmentation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs a volume: slices that make a regular grid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs an X-ray or a stack of pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs an open study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs findings of a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs slices that were resampled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>needs time points or frames</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not possible now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing is running</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>panels</name>
  <message>
   <source>Contours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Explain %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Findings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Jobs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Load report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Studies and series</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>parameter_form</name>
  <message>
   <source>Put every setting back to what the model's makers chose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset to the defaults</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This model has no settings.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>patient_banner</name>
  <message>
   <source>ID %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name hidden</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No patient name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No study open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>TEXT GUESSED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>born %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>positions_plot</name>
  <message>
   <source>0 mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Positions of the slices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the slices lie along their normal; a click goes there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>step %1 mm</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>preview</name>
  <message>
   <source>Page %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preview of the report</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>probability_bar</name>
  <message>
   <source>%1; positive from %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>probability_text</name>
  <message>
   <source>not calibrated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>operating point %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sensitivity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>specificity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>threshold</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>questions</name>
  <message>
   <source>Add to the library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied into the library: %1. The files of these copies are DELETED from this computer. Originals on other discs or drives are not touched.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy into the library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DICOM (*.dcm)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DICOM key object (*.dcm);;JSON (*.json)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DICOM structured report (*.dcm);;JSON (*.json);;Table (*.csv)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export surfaces</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import snippets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Index in place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Index it where it lies, or copy it into the library?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indexed in place, studies can be opened as long as the disc, stick or drive is there. Copied, they stay on this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JSON (*.json)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JSON (*.json);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MP4 (*.mp4);;GIF (*.gif)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measurements (*.dcm *.json);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model pack (*.mvpack)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Models (*.mvpack *.zip *.onnx *.pt2 *.ts *.pt *.pth pack.toml plans.json model.json);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NIfTI (*.nii.gz);;NRRD (*.nrrd);;DICOM SEG (*.dcm);;MetaImage (*.mha)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NIfTI (*.nii.gz);;NRRD (*.nrrd);;MetaImage (*.mha)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not saved yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open segmentation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open session</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PNG (*.png)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove %1 from this computer? Its results stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove and delete the copies</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove from the library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>STL (*.stl);;OBJ (*.obj);;PLY (*.ply)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a copy of the document</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save findings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save key images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save presentation state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save segmentation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save session</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save session…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save support bundle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Segmentations (*.nii.gz *.nii *.nrrd *.mha *.dcm);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Session (*.medviewer)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Session (*.medviewer);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Snippets (*.json);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Studies to remove from the library: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text (*.txt)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The files stay where they are; only the entry in the library goes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is not saved yet and would be lost:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ZIP (*.zip)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>recist_desk</name>
  <message>
   <source>The series of this measurement is not open; choose it in the list.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>recist_page</name>
  <message>
   <source>Copy table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give a measurement a role and a lesion number in the list of measurements; the same number at every visit. Names with “node” or “lymph” count by their short axis. A point with a role says that the lesion is gone. Confirmation and non-target progression are for the reader.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RECIST 1.1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>recist_table</name>
  <message>
   <source>%1 (short axis)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change from baseline</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change from nadir</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Double click or Enter: show this measurement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesions over time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Response</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sum of target diameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>gone</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>recist_words</name>
  <message>
   <source>A lesion is marked as new at the baseline.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A target lesion has no number and is not in the sum.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Baseline</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Complete response (CR)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesion %1 has no length in mm and is not in the sum.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesion %1 is marked twice; the larger one counts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesion %1 is no target of the baseline and is not in the sum.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesion %1 is too small for a target: 10 mm long, a lymph node 15 mm short.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lesion %1 was not measured; a point on its place says that it is gone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lymph node %1 has one diameter only; the short axis is to be measured.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More than five target lesions: RECIST 1.1 sums five at most.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More than two target lesions in one organ (%1).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Non-target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not evaluable (NE)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Partial response (PR)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progressive disease (PD)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stable disease (SD)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>without date</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>rejected_list</name>
  <message>
   <source>Copy all files that were left out, with their reasons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy the list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Files left out</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>report_desk</name>
  <message>
   <source>Look of the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No font on this computer has these letters, so they are boxes: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>report_page</name>
  <message>
   <source>A PDF with its fonts inside</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DICOM PDF…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DICOM SR…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language of the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On paper</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One file for a browser, pictures inside</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Print…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save HTML…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save PDF…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Standard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Template</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The PDF as an object of the study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The text as a structured report of the study</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>report_saving</name>
  <message>
   <source>The images are no DICOM files, so there is no study for the report; save it as a PDF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The report was handed to the printer.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>report_text</name>
  <message>
   <source>%1 files left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 repeated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 slices found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 to %2 mm apart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 file left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tilt of %1° corrected</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>restorer</name>
  <message>
   <source>%1 was made from another image than the one on screen, so it is not shown on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A result of this work does not lie on its image and was left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Some of the images of this work were not found where it was opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The images that were opened are of another patient: nothing was put back on them.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>result_saving</name>
  <message>
   <source>Saving %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>review_bar</name>
  <message>
   <source>Accept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mark as reviewed and accepted (Ctrl+Return)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mark as reviewed and rejected, say why, and hide it (Ctrl+J)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mark as useful but not yet right: it keeps its AI badge (Ctrl+E)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason of the rejection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reject…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take back what was said of it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why? Enter rejects, Esc does not</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>review_commands</name>
  <message>
   <source>%1: it is nowhere in the image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no result of a model to review on this image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to go to on this image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two segmentations of this series are needed to compare them.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>roi_row</name>
  <message>
   <source>%n contours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 contour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Jump to this region</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no contours</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>role_form</name>
  <message>
   <source>The series that the model takes as %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>choose a series</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>rule_card</name>
  <message>
   <source>Arrange the study on screen by this rule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete the rule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit the rule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the rule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try this rule earlier</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try this rule later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use the rule %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use this rule</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>rule_form</name>
  <message>
   <source>%1 series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A series says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Body part</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Modalities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Modality in capitals, then words of the series description</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Prior study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Study says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>View %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>any</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>any series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>any, or 2, or 2-6</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as acquired</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>axial</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>coronal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>every study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>plane</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>prior</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sagittal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>this study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>with</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>with a prior</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>with or without</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>without</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>without a prior</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>rule_list</name>
  <message>
   <source>The hanging rules could not be written to %1; they count until the end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The hanging rules in %1 could not be read; the old file is kept as %2.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>rules_panel</name>
  <message>
   <source>%1 hanging rules were taken over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first rule that fits a study arranges it when it is opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The hanging rules could not be written to %1; choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use this layout for studies like this</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>run_pane</name>
  <message>
   <source>Automatic takes the graphics card if it has enough free memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Graphics card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Processor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run on %1 series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where it runs</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>segment_list</name>
  <message>
   <source>Colour of the segment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colours that differ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide the %1 found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opacity of the chosen segment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search %1 segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search segments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show  ▾</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show and hide many at once</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only the %1 found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only the chosen one</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>segment_table</name>
  <message>
   <source>%1 ml</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean uncertainty %1 (0: all predictions agree, 1: no more than chance)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unsure %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>segments_panel</name>
  <message>
   <source>Draw the edge of each segment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How strongly areas are filled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No segmentation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outline</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>series_card</name>
  <message>
   <source>%1 time points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>on screen</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>series_choice</name>
  <message>
   <source>All that fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only the one on screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Series to run the model on</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>series_menu</name>
  <message>
   <source>Nothing is open yet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>series_panel</name>
  <message>
   <source>Files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is open yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show more (%n)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Study</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>series_view</name>
  <message>
   <source>Drag a series here, or press PgUp or PgDn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading …</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>setting_row</name>
  <message>
   <source>Back to the usual value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>settings</name>
  <message>
   <source>The settings in %1 could not be read; the usual ones are in force, and the old file is kept as %2.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>settings_page</name>
  <message>
   <source>No setting has these words.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search the settings</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>shortcut_keys</name>
  <message>
   <source>Ctrl+Alt+</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The keys in %1 could not be read; the usual ones are in force, and the old file is kept as %2.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>side</name>
  <message>
   <source>%n studies are chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accession %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not there now: put the disc or stick in, or connect the drive, to open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show in folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and %n more series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no name</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>side_panel</name>
  <message>
   <source>Fold the panel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unfold the panel</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>slice_curve</name>
  <message>
   <source>Highest in slice %1 (%2); click to go to a slice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slice %1: %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>slice_view</name>
  <message>
   <source>Slice view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>orientation unknown</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>snippet_panel</name>
  <message>
   <source>%1 cannot be written; choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 snippets were imported.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A snippet needs a name and a text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is there until the end, but could not be saved to disk.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the snippet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No snippets yet: give a text a name and keep it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Snippets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text of the snippet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>status_line</name>
  <message>
   <source>%1 GB free</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 MB used, %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pixel %1, %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom %1 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>middle: pan   right: zoom   wheel: scroll   double click: maximise   ?: all keys</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>study_flow</name>
  <message>
   <source> (and %1 more)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was not opened, because something else was opened after it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only files and folders of this computer can be dropped here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the image first, then its segmentation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preparing the sample study</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no image in %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no image in %1; choose what to see in the list on the left.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>table</name>
  <message>
   <source>Description</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many of its series carry a warning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Patient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Studies in the library</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>text_commands</name>
  <message>
   <source>Reading the text again</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>text_field</name>
  <message>
   <source>Edit snippets…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Insert a text that was kept by a name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the text as a snippet…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Snippets for %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>threshold_slider</name>
  <message>
   <source>Drawn from this part of the scale on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawn from this score on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>from %1 %</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>time_bar</name>
  <message>
   <source> / s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures a second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Play or pause (Space)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop playing through the images (C)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To and fro instead of round and round</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>tool_bar</name>
  <message>
   <source>Window presets</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>tour</name>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is in the Help menu for another time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skip the tour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The next note (Enter)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>tour_stops</name>
  <message>
   <source>Tour</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>trust_plot</name>
  <message>
   <source>%1 %2, chance %3</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Probability while the hottest parts are hidden first (left) or shown first (right). Blue: by the map; dashed: in random order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>hide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>show</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>undo_commands</name>
  <message>
   <source>Done again: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Redo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Redo: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Taken back: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>undo_rows</name>
  <message>
   <source>Align to the patient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Automatic window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mirror</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reject result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore work</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window of the file</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>unsaved_guard</name>
  <message>
   <source>UnsavedGuard</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>verify_commands</name>
  <message>
   <source>Save report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saving the report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Verification of this installation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Verifying this installation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Verifying this installation; its table comes in some seconds.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>view_filler</name>
  <message>
   <source>Memory does not hold all of these series: drag into the views what you need.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>view_grid</name>
  <message>
   <source>Ctrl+O opens a folder, Ctrl+Shift+O files, Ctrl+L the library; ? shows all keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drop a folder or files here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Research use only. Not a medical device.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>viewing_commands</name>
  <message>
   <source>Show series of two frames of reference in a grid to link them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The series scroll together from here; Shift+J takes that back.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>volume_commands</name>
  <message>
   <source>Exporting surfaces</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Film: picture %1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making surfaces</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No segment is visible: show those that are to cut the volume.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No segment is visible: show those whose surfaces are wanted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no 3D view on screen: choose a layout with one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing the film</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>volume_crop_numbers</name>
  <message>
   <source>%1 to %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First voxel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last voxel</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>volume_strip</name>
  <message>
   <source>3D preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Crop box: drag the dots on its faces</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From everywhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From the front</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Glint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How segments are shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light as at first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shaded</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>volume_view</name>
  <message>
   <source>3D view</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>waiting_text</name>
  <message>
   <source>No slice here: it is missing in the series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading … %1 %</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>window</name>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy a folder into the library…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Files, archives or a DICOMDIR…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gone: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Images %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Index a folder in place…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Index a folder where it lies, or copy it into the library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No study fits the search.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Series %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop; what was found until now stays in the library</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Studies %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The library is empty. Add a folder, or drop folders, files and archives here.
What you open is added too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the first %1 are listed; search for fewer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>window_commands</name>
  <message>
   <source>The file asks for no such window; key 0 chooses one from the values.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>window_facts</name>
  <message>
   <source>%1 MB, of which images %2 MB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 since the start, %2 failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close series that are not needed any more; Ctrl+W closes all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures go over the network as they are: a layout of one view is faster, and a remote desktop with compression is faster than a display of X11 over ssh.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Their reasons stand in the panel of jobs; the log says more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>over the network</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
