<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>Actions</name>
  <message>
   <source>%1  %2</source>
   <translation>%1  %2</translation>
  </message>
  <message>
   <source>%1: width %2, level %3</source>
   <translation>%1：窗宽 %2，窗位 %3</translation>
  </message>
  <message>
   <source>3D</source>
   <translation>三维</translation>
  </message>
  <message>
   <source>A millimetre of the patient is a millimetre on this screen</source>
   <translation>屏幕上的一毫米等于患者身上的一毫米</translation>
  </message>
  <message>
   <source>A round part of the slice in more detail under the mouse; hold the key, or press it to keep the glass</source>
   <translation>鼠标下的圆形区域以更高细节显示；按住该键，或按一下使放大镜保持</translation>
  </message>
  <message>
   <source>Abdomen</source>
   <translation>腹部</translation>
  </message>
  <message>
   <source>About</source>
   <translation>关于</translation>
  </message>
  <message>
   <source>Acquired slices</source>
   <translation>原始采集切片</translation>
  </message>
  <message>
   <source>All keys and what the mouse does; change a key</source>
   <translation>全部按键及鼠标用法；可修改按键</translation>
  </message>
  <message>
   <source>All models…</source>
   <translation>所有模型…</translation>
  </message>
  <message>
   <source>Angle</source>
   <translation>角度</translation>
  </message>
  <message>
   <source>Any grid…</source>
   <translation>任意网格…</translation>
  </message>
  <message>
   <source>Arrow with text</source>
   <translation>带文字的箭头</translation>
  </message>
  <message>
   <source>As the file says</source>
   <translation>按文件设定</translation>
  </message>
  <message>
   <source>As the files say</source>
   <translation>按文件坐标</translation>
  </message>
  <message>
   <source>As voxels</source>
   <translation>按体素</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <source>Axial</source>
   <translation>横断面</translation>
  </message>
  <message>
   <source>Axial large; sagittal, coronal and 3D beside it</source>
   <translation>横断面为大视图；矢状面、冠状面和三维在旁边</translation>
  </message>
  <message>
   <source>Axial slices in the view in use</source>
   <translation>当前视图显示横断面</translation>
  </message>
  <message>
   <source>Axial with the other planes</source>
   <translation>横断面与其他平面</translation>
  </message>
  <message>
   <source>Axial, sagittal, coronal and 3D in equal parts</source>
   <translation>横断面、矢状面、冠状面和三维等分显示</translation>
  </message>
  <message>
   <source>Back to the computed registration</source>
   <translation>恢复为计算所得的配准</translation>
  </message>
  <message>
   <source>Back to the crosshair</source>
   <translation>回到十字线</translation>
  </message>
  <message>
   <source>Ball</source>
   <translation>球体</translation>
  </message>
  <message>
   <source>Bidirectional</source>
   <translation>双径</translation>
  </message>
  <message>
   <source>Bone</source>
   <translation>骨</translation>
  </message>
  <message>
   <source>Both series by squares</source>
   <translation>两个序列按方格交替</translation>
  </message>
  <message>
   <source>Brain</source>
   <translation>脑</translation>
  </message>
  <message>
   <source>Build, read, draw and measure phantoms on this machine: pass or fail, with numbers</source>
   <translation>在本机上生成、读取、绘制并测量体模：合格或不合格，并给出数值</translation>
  </message>
  <message>
   <source>By half a degree in the view in use, about the crosshair</source>
   <translation>在当前视图中绕十字线转动半度</translation>
  </message>
  <message>
   <source>Calibrate by a known length</source>
   <translation>用已知长度校准</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Cards, contracts, settings and tests of every model</source>
   <translation>每个模型的说明卡、输入要求、设置和测试</translation>
  </message>
  <message>
   <source>Changes since the prior</source>
   <translation>与既往检查相比的变化</translation>
  </message>
  <message>
   <source>Character set</source>
   <translation>字符集</translation>
  </message>
  <message>
   <source>Checkerboard</source>
   <translation>棋盘格</translation>
  </message>
  <message>
   <source>Choose how many rows and columns of series there are</source>
   <translation>选择序列的行数和列数</translation>
  </message>
  <message>
   <source>Cine</source>
   <translation>电影播放</translation>
  </message>
  <message>
   <source>Click both ends of one line, then of the other</source>
   <translation>先点一条线的两端，再点另一条线的两端</translation>
  </message>
  <message>
   <source>Click points along a path, which is shown straightened; Ctrl+click removes a point</source>
   <translation>沿路径点击各点，路径将被拉直显示；Ctrl+点击删除一个点</translation>
  </message>
  <message>
   <source>Click the corners; double click or Enter closes it</source>
   <translation>依次点击各角点；双击或回车闭合</translation>
  </message>
  <message>
   <source>Click the end of one leg, the corner, the end of the other leg</source>
   <translation>点击一条边的端点、顶点、另一条边的端点</translation>
  </message>
  <message>
   <source>Click where the words are to stand</source>
   <translation>点击要放文字的位置</translation>
  </message>
  <message>
   <source>Click: the value of the voxel</source>
   <translation>点击：体素的值</translation>
  </message>
  <message>
   <source>Close everything that is open</source>
   <translation>关闭所有已打开的内容</translation>
  </message>
  <message>
   <source>Close study</source>
   <translation>关闭检查</translation>
  </message>
  <message>
   <source>Close the program</source>
   <translation>关闭程序</translation>
  </message>
  <message>
   <source>Cobb angle</source>
   <translation>Cobb 角</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Colours and opacity of the 3D picture by what was measured</source>
   <translation>按所测内容设定三维图像的颜色和不透明度</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Compare two results</source>
   <translation>比较两个结果</translation>
  </message>
  <message>
   <source>Compare with the prior study</source>
   <translation>与既往检查比较</translation>
  </message>
  <message>
   <source>Copy measurements</source>
   <translation>复制测量</translation>
  </message>
  <message>
   <source>Coronal</source>
   <translation>冠状面</translation>
  </message>
  <message>
   <source>Coronal slices in the view in use</source>
   <translation>当前视图显示冠状面</translation>
  </message>
  <message>
   <source>Crop box</source>
   <translation>裁剪框</translation>
  </message>
  <message>
   <source>Crop by numbers…</source>
   <translation>按数值裁剪…</translation>
  </message>
  <message>
   <source>Crosshair</source>
   <translation>十字线</translation>
  </message>
  <message>
   <source>Cubic</source>
   <translation>三次插值</translation>
  </message>
  <message>
   <source>Cut along the patient's axes instead of the volume's own</source>
   <translation>沿患者坐标轴而不是体数据自身的轴切割</translation>
  </message>
  <message>
   <source>Cut by segments</source>
   <translation>按分割区域裁切</translation>
  </message>
  <message>
   <source>Delete the selected measurements</source>
   <translation>删除所选测量</translation>
  </message>
  <message>
   <source>Delete what is selected</source>
   <translation>删除所选内容</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>差值</translation>
  </message>
  <message>
   <source>Do again what was taken back</source>
   <translation>重做刚才撤销的操作</translation>
  </message>
  <message>
   <source>Doctor</source>
   <translation>系统诊断</translation>
  </message>
  <message>
   <source>Drag from corner to corner: area and values inside (Shift: circle)</source>
   <translation>从一角拖到另一角：面积和区域内的值（Shift：圆）</translation>
  </message>
  <message>
   <source>Drag from corner to corner: area and values inside (Shift: square)</source>
   <translation>从一角拖到另一角：面积和区域内的值（Shift：正方形）</translation>
  </message>
  <message>
   <source>Drag from the centre to the surface: volume and values inside</source>
   <translation>从中心拖到表面：体积和区域内的值</translation>
  </message>
  <message>
   <source>Draw along something of known length and say how long it is</source>
   <translation>沿已知长度的物体画线，并输入其长度</translation>
  </message>
  <message>
   <source>Draw round a region; it closes when released</source>
   <translation>围绕区域画线；松开时闭合</translation>
  </message>
  <message>
   <source>Draw the measurements over the 3D picture</source>
   <translation>在三维图像上绘制测量</translation>
  </message>
  <message>
   <source>Draw the selected measurements in green</source>
   <translation>用绿色绘制所选测量</translation>
  </message>
  <message>
   <source>Draw the selected measurements in orange</source>
   <translation>用橙色绘制所选测量</translation>
  </message>
  <message>
   <source>Draw the selected measurements in vermilion</source>
   <translation>用朱红色绘制所选测量</translation>
  </message>
  <message>
   <source>Draw the selected measurements in violet</source>
   <translation>用紫色绘制所选测量</translation>
  </message>
  <message>
   <source>Draw the selected measurements in white</source>
   <translation>用白色绘制所选测量</translation>
  </message>
  <message>
   <source>Draw the selected measurements in yellow</source>
   <translation>用黄色绘制所选测量</translation>
  </message>
  <message>
   <source>Draw the selected measurements like all others</source>
   <translation>按默认颜色绘制所选测量</translation>
  </message>
  <message>
   <source>Earlier</source>
   <translation>较早</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>编辑</translation>
  </message>
  <message>
   <source>Ellipse</source>
   <translation>椭圆</translation>
  </message>
  <message>
   <source>Empty the view</source>
   <translation>清空视图</translation>
  </message>
  <message>
   <source>Everything that can be chosen, found by a word</source>
   <translation>所有可选项，输入词语即可查找</translation>
  </message>
  <message>
   <source>Exchange black and white</source>
   <translation>黑白互换</translation>
  </message>
  <message>
   <source>Exchange left and right in the view in use</source>
   <translation>当前视图左右互换</translation>
  </message>
  <message>
   <source>Exchange up and down in the view in use</source>
   <translation>当前视图上下互换</translation>
  </message>
  <message>
   <source>Export surfaces…</source>
   <translation>导出表面…</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Fill the window with the view in use, and back (double click)</source>
   <translation>当前视图占满窗口，再次执行则还原（双击）</translation>
  </message>
  <message>
   <source>Find a study that was opened or indexed before</source>
   <translation>查找以前打开或索引过的检查</translation>
  </message>
  <message>
   <source>Find commands, series, models, settings and help by some letters</source>
   <translation>输入几个字母即可查找命令、序列、模型、设置和帮助</translation>
  </message>
  <message>
   <source>Find how one lies in the other, in the background</source>
   <translation>在后台求出一个序列在另一个序列中的位置</translation>
  </message>
  <message>
   <source>First image</source>
   <translation>第一幅图像</translation>
  </message>
  <message>
   <source>Flip up and down</source>
   <translation>上下翻转</translation>
  </message>
  <message>
   <source>Fold or unfold the panel on the left</source>
   <translation>折叠或展开左侧面板</translation>
  </message>
  <message>
   <source>Fold or unfold the panel on the right</source>
   <translation>折叠或展开右侧面板</translation>
  </message>
  <message>
   <source>Forget the window kept for these</source>
   <translation>清除为此类序列保留的设置</translation>
  </message>
  <message>
   <source>Four series</source>
   <translation>四个序列</translation>
  </message>
  <message>
   <source>Four series, two by two</source>
   <translation>四个序列，二乘二</translation>
  </message>
  <message>
   <source>Freehand</source>
   <translation>手绘</translation>
  </message>
  <message>
   <source>From end to end: drag, or click twice (Shift: level, upright or at 45°)</source>
   <translation>从一端到另一端：拖动，或点击两次（Shift：水平、垂直或 45°）</translation>
  </message>
  <message>
   <source>From the darkest to the brightest 0.1 % of the image</source>
   <translation>从图像最暗到最亮的 0.1 %</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>全屏</translation>
  </message>
  <message>
   <source>Fusion in colours, e.g. PET over CT; again to take it off</source>
   <translation>彩色融合，例如 PET 叠加在 CT 上；再次执行则取消</translation>
  </message>
  <message>
   <source>Give the selected measurement a name</source>
   <translation>为所选测量命名</translation>
  </message>
  <message>
   <source>Glowing in glass</source>
   <translation>玻璃中发光</translation>
  </message>
  <message>
   <source>Go to it</source>
   <translation>转到该测量</translation>
  </message>
  <message>
   <source>Go to the first image</source>
   <translation>转到第一幅图像</translation>
  </message>
  <message>
   <source>Go to the last image</source>
   <translation>转到最后一幅图像</translation>
  </message>
  <message>
   <source>Go to the measurement before in the list</source>
   <translation>转到列表中的上一个测量</translation>
  </message>
  <message>
   <source>Go to the next measurement in the list</source>
   <translation>转到列表中的下一个测量</translation>
  </message>
  <message>
   <source>Go to the next segment, box, landmark or finding</source>
   <translation>转到下一个分割区域、检测框、标志点或发现</translation>
  </message>
  <message>
   <source>Go to the segment, box, landmark or finding before</source>
   <translation>转到上一个分割区域、检测框、标志点或发现</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>绿色</translation>
  </message>
  <message>
   <source>Hanging rules</source>
   <translation>挂片规则</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>帮助</translation>
  </message>
  <message>
   <source>Hide all measurements, and show them again</source>
   <translation>隐藏所有测量，再次执行则显示</translation>
  </message>
  <message>
   <source>Hide or show what is selected</source>
   <translation>隐藏或显示所选项</translation>
  </message>
  <message>
   <source>Hide the selected measurements, and show them again</source>
   <translation>隐藏所选测量，再次执行则重新显示</translation>
  </message>
  <message>
   <source>Hide the table</source>
   <translation>隐藏检查床</translation>
  </message>
  <message>
   <source>Image</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>In grids: show where the slice in use lies in the other views</source>
   <translation>网格布局：在其他视图中显示当前切片的位置</translation>
  </message>
  <message>
   <source>In grids: zoom, move and window views of one frame of reference together</source>
   <translation>网格布局：同一坐标系的视图一起缩放、平移和调窗</translation>
  </message>
  <message>
   <source>Information in the corners</source>
   <translation>四角信息</translation>
  </message>
  <message>
   <source>Install model…</source>
   <translation>安装模型…</translation>
  </message>
  <message>
   <source>Interpolate between voxels linearly</source>
   <translation>体素之间线性插值</translation>
  </message>
  <message>
   <source>Interpolate between voxels smoothly</source>
   <translation>体素之间平滑插值</translation>
  </message>
  <message>
   <source>Interpolation</source>
   <translation>插值</translation>
  </message>
  <message>
   <source>Invert</source>
   <translation>反相</translation>
  </message>
  <message>
   <source>Its prior, a year before</source>
   <translation>一年前的既往检查</translation>
  </message>
  <message>
   <source>Keep for series like this</source>
   <translation>为此类序列保留</translation>
  </message>
  <message>
   <source>Keep the slice in the view as a key image, or let it go</source>
   <translation>将视图中的切片保留为关键图像，或取消</translation>
  </message>
  <message>
   <source>Keys and mouse</source>
   <translation>按键与鼠标</translation>
  </message>
  <message>
   <source>Last image</source>
   <translation>最后一幅图像</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>较晚</translation>
  </message>
  <message>
   <source>Lay a saved segmentation over the image on screen</source>
   <translation>将已保存的分割叠加到屏幕上的图像</translation>
  </message>
  <message>
   <source>Lay another series over this one</source>
   <translation>在此序列上叠加另一序列</translation>
  </message>
  <message>
   <source>Lay measurements and key images of a file over the open study</source>
   <translation>将文件中的测量和关键图像加到已打开的检查上</translation>
  </message>
  <message>
   <source>Layout</source>
   <translation>布局</translation>
  </message>
  <message>
   <source>Leave full screen or a maximised view, then take the crosshair tool</source>
   <translation>退出全屏或最大化视图，然后回到十字线工具</translation>
  </message>
  <message>
   <source>Leave out the table under the patient in 3D, or show it (CT)</source>
   <translation>在三维中去除患者身下的检查床，或重新显示（CT）</translation>
  </message>
  <message>
   <source>Left drag goes through the images (any time: wheel)</source>
   <translation>左键拖动浏览图像（随时可用：滚轮）</translation>
  </message>
  <message>
   <source>Left drag moves the crosshair in all views (any time: Shift and move)</source>
   <translation>左键拖动在所有视图中移动十字线（随时可用：按住 Shift 移动）</translation>
  </message>
  <message>
   <source>Left drag moves the picture (any time: middle drag)</source>
   <translation>左键拖动移动图像（随时可用：中键拖动）</translation>
  </message>
  <message>
   <source>Left drag zooms (any time: right drag)</source>
   <translation>左键拖动缩放（随时可用：右键拖动）</translation>
  </message>
  <message>
   <source>Left drag: width across, level up and down</source>
   <translation>左键拖动：左右调窗宽，上下调窗位</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>长度</translation>
  </message>
  <message>
   <source>Lesion</source>
   <translation>病灶</translation>
  </message>
  <message>
   <source>Let the 3D picture turn by itself, and stop it</source>
   <translation>让三维图像自行旋转，再次执行则停止</translation>
  </message>
  <message>
   <source>Let the series in the grid scroll together from what they show now</source>
   <translation>让网格中的序列从当前所示位置起一起滚动</translation>
  </message>
  <message>
   <source>Let them scroll by themselves again</source>
   <translation>让它们重新各自滚动</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>影像库</translation>
  </message>
  <message>
   <source>Light and shade</source>
   <translation>光照与明暗</translation>
  </message>
  <message>
   <source>Linear</source>
   <translation>线性</translation>
  </message>
  <message>
   <source>Link views</source>
   <translation>联动视图</translation>
  </message>
  <message>
   <source>Liver</source>
   <translation>肝</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>外观</translation>
  </message>
  <message>
   <source>Lung</source>
   <translation>肺</translation>
  </message>
  <message>
   <source>MIP</source>
   <translation>最大密度投影 (MIP)</translation>
  </message>
  <message>
   <source>Magnifying glass</source>
   <translation>放大镜</translation>
  </message>
  <message>
   <source>Make a hanging rule of what is on screen</source>
   <translation>将屏幕上的布局做成挂片规则</translation>
  </message>
  <message>
   <source>Make oblique planes straight again</source>
   <translation>使斜切平面恢复正直</translation>
  </message>
  <message>
   <source>Make the picture of the view in use larger (Ctrl + wheel)</source>
   <translation>放大当前视图的图像（Ctrl + 滚轮）</translation>
  </message>
  <message>
   <source>Make the picture of the view in use smaller (Ctrl + wheel)</source>
   <translation>缩小当前视图的图像（Ctrl + 滚轮）</translation>
  </message>
  <message>
   <source>Make the slab of the view in use thicker</source>
   <translation>增加当前视图的厚层厚度</translation>
  </message>
  <message>
   <source>Make the slab of the view in use thinner</source>
   <translation>减小当前视图的厚层厚度</translation>
  </message>
  <message>
   <source>Make true size exact with a bank card held to the screen</source>
   <translation>将银行卡贴在屏幕上，使真实尺寸准确</translation>
  </message>
  <message>
   <source>Mark the result in hand as reviewed and accepted</source>
   <translation>将当前结果标记为已复核并接受</translation>
  </message>
  <message>
   <source>Mark the result in hand as useful but not yet right</source>
   <translation>将当前结果标记为有用但尚不正确</translation>
  </message>
  <message>
   <source>Maximise view</source>
   <translation>最大化视图</translation>
  </message>
  <message>
   <source>Mean</source>
   <translation>平均</translation>
  </message>
  <message>
   <source>Measure</source>
   <translation>测量</translation>
  </message>
  <message>
   <source>Measure this screen</source>
   <translation>测量此屏幕</translation>
  </message>
  <message>
   <source>Measurements and volumes of both studies</source>
   <translation>两次检查的测量和体积</translation>
  </message>
  <message>
   <source>Measurements in 3D</source>
   <translation>三维中的测量</translation>
  </message>
  <message>
   <source>Mediastinum</source>
   <translation>纵隔</translation>
  </message>
  <message>
   <source>MinIP</source>
   <translation>最小密度投影 (MinIP)</translation>
  </message>
  <message>
   <source>Mirror left and right</source>
   <translation>左右镜像</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>More samples</source>
   <translation>更多示例</translation>
  </message>
  <message>
   <source>Move the panel on the left to another window, and back</source>
   <translation>将左侧面板移到单独窗口，再次执行则还原</translation>
  </message>
  <message>
   <source>Move the panel on the right to another window, and back</source>
   <translation>将右侧面板移到单独窗口，再次执行则还原</translation>
  </message>
  <message>
   <source>Move the view in use to another window, for a second monitor; closing it brings the view back</source>
   <translation>将当前视图移到单独窗口，用于第二台显示器；关闭窗口即移回</translation>
  </message>
  <message>
   <source>New lesion</source>
   <translation>新病灶</translation>
  </message>
  <message>
   <source>Next finding</source>
   <translation>下一个发现</translation>
  </message>
  <message>
   <source>Next heat map</source>
   <translation>下一个热图</translation>
  </message>
  <message>
   <source>Next image</source>
   <translation>下一幅图像</translation>
  </message>
  <message>
   <source>Next measurement</source>
   <translation>下一个测量</translation>
  </message>
  <message>
   <source>Next series</source>
   <translation>下一个序列</translation>
  </message>
  <message>
   <source>Nine series</source>
   <translation>九个序列</translation>
  </message>
  <message>
   <source>Nine series, three by three</source>
   <translation>九个序列，三乘三</translation>
  </message>
  <message>
   <source>No lesion</source>
   <translation>不是病灶</translation>
  </message>
  <message>
   <source>Non-target lesion</source>
   <translation>非靶病灶</translation>
  </message>
  <message>
   <source>One file for whoever helps: facts, versions, settings and logs, nothing of a patient</source>
   <translation>一个供技术支持使用的文件：本机情况、版本、设置和日志，不含任何患者信息</translation>
  </message>
  <message>
   <source>One image back</source>
   <translation>后退一幅图像</translation>
  </message>
  <message>
   <source>One image on</source>
   <translation>前进一幅图像</translation>
  </message>
  <message>
   <source>One time point or frame back (Ctrl + wheel)</source>
   <translation>后退一个时间点或一帧（Ctrl + 滚轮）</translation>
  </message>
  <message>
   <source>One time point or frame on (Ctrl + wheel)</source>
   <translation>前进一个时间点或一帧（Ctrl + 滚轮）</translation>
  </message>
  <message>
   <source>One view of the image in use</source>
   <translation>只显示当前图像的一个视图</translation>
  </message>
  <message>
   <source>Only inside the segments</source>
   <translation>仅分割区域以内</translation>
  </message>
  <message>
   <source>Only outside the segments</source>
   <translation>仅分割区域以外</translation>
  </message>
  <message>
   <source>Open a folder without closing what is open</source>
   <translation>打开一个文件夹，不关闭已打开的内容</translation>
  </message>
  <message>
   <source>Open a saved session: images, marks, results and how all was arranged</source>
   <translation>打开已保存的会话：图像、标记、结果及其排列</translation>
  </message>
  <message>
   <source>Open a simulated abdomen CT with contrast</source>
   <translation>打开模拟的腹部增强 CT</translation>
  </message>
  <message>
   <source>Open a simulated chest CT that comes with the program</source>
   <translation>打开随程序提供的模拟胸部 CT</translation>
  </message>
  <message>
   <source>Open a study: a folder of images</source>
   <translation>打开检查：图像文件夹</translation>
  </message>
  <message>
   <source>Open another study beside…</source>
   <translation>在旁边打开另一检查…</translation>
  </message>
  <message>
   <source>Open files…</source>
   <translation>打开文件…</translation>
  </message>
  <message>
   <source>Open folder…</source>
   <translation>打开文件夹…</translation>
  </message>
  <message>
   <source>Open log folder</source>
   <translation>打开日志文件夹</translation>
  </message>
  <message>
   <source>Open measurements…</source>
   <translation>打开测量…</translation>
  </message>
  <message>
   <source>Open one or more image files</source>
   <translation>打开一个或多个图像文件</translation>
  </message>
  <message>
   <source>Open sample study</source>
   <translation>打开示例检查</translation>
  </message>
  <message>
   <source>Open segmentation…</source>
   <translation>打开分割…</translation>
  </message>
  <message>
   <source>Open series of this kind with the window of their files again</source>
   <translation>此类序列重新以其文件的窗宽窗位打开</translation>
  </message>
  <message>
   <source>Open series of this kind with the window on screen from now on</source>
   <translation>今后以屏幕上的窗宽窗位打开此类序列</translation>
  </message>
  <message>
   <source>Open session…</source>
   <translation>打开会话…</translation>
  </message>
  <message>
   <source>Open the folder with the program's logs</source>
   <translation>打开程序日志所在的文件夹</translation>
  </message>
  <message>
   <source>Open the simulated chest of the year before, to compare with the sample study</source>
   <translation>打开一年前的模拟胸部检查，用于与示例检查比较</translation>
  </message>
  <message>
   <source>Orange</source>
   <translation>橙色</translation>
  </message>
  <message>
   <source>PET, SUV 0 to 5</source>
   <translation>PET，SUV 0 到 5</translation>
  </message>
  <message>
   <source>Paint the image in the colours of the map “%1”</source>
   <translation>用颜色表“%1”为图像着色</translation>
  </message>
  <message>
   <source>Pan</source>
   <translation>平移</translation>
  </message>
  <message>
   <source>Paste on this slice</source>
   <translation>粘贴到此切片</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>路径</translation>
  </message>
  <message>
   <source>Plane</source>
   <translation>平面</translation>
  </message>
  <message>
   <source>Play or pause</source>
   <translation>播放或暂停</translation>
  </message>
  <message>
   <source>Play time points or frames, else the images of the view in use; again to stop</source>
   <translation>播放时间点或帧，否则播放当前视图的图像；再次执行则停止</translation>
  </message>
  <message>
   <source>Play, and stay at the picture on screen</source>
   <translation>播放，并停在屏幕上的图像</translation>
  </message>
  <message>
   <source>Point</source>
   <translation>点</translation>
  </message>
  <message>
   <source>Polygon</source>
   <translation>多边形</translation>
  </message>
  <message>
   <source>Posterior fossa</source>
   <translation>后颅窝</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>预设</translation>
  </message>
  <message>
   <source>Press at the tip, release where the words are to stand</source>
   <translation>在箭头尖端按下，在要放文字的位置松开</translation>
  </message>
  <message>
   <source>Previous finding</source>
   <translation>上一个发现</translation>
  </message>
  <message>
   <source>Previous heat map</source>
   <translation>上一个热图</translation>
  </message>
  <message>
   <source>Previous image</source>
   <translation>上一幅图像</translation>
  </message>
  <message>
   <source>Previous measurement</source>
   <translation>上一个测量</translation>
  </message>
  <message>
   <source>Previous series</source>
   <translation>上一个序列</translation>
  </message>
  <message>
   <source>Put copies of them on the slice of the view in use</source>
   <translation>将它们的副本放到当前视图的切片上</translation>
  </message>
  <message>
   <source>Python console</source>
   <translation>Python 控制台</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>退出</translation>
  </message>
  <message>
   <source>RECIST table</source>
   <translation>RECIST 表</translation>
  </message>
  <message>
   <source>Read the text of the study on screen as %1</source>
   <translation>按 %1 读取屏幕上检查的文字</translation>
  </message>
  <message>
   <source>Read the text with the character set that the files name</source>
   <translation>按文件所述的字符集读取文字</translation>
  </message>
  <message>
   <source>Rectangle</source>
   <translation>矩形</translation>
  </message>
  <message>
   <source>Reference lines</source>
   <translation>参考线</translation>
  </message>
  <message>
   <source>Register the two series</source>
   <translation>配准两个序列</translation>
  </message>
  <message>
   <source>Reject result…</source>
   <translation>拒绝结果…</translation>
  </message>
  <message>
   <source>Remember the selected measurements</source>
   <translation>记住所选测量</translation>
  </message>
  <message>
   <source>Remove path</source>
   <translation>移除路径</translation>
  </message>
  <message>
   <source>Remove the path and its straightened picture</source>
   <translation>移除路径及其拉直图像</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>重命名</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>报告</translation>
  </message>
  <message>
   <source>Results panel</source>
   <translation>结果面板</translation>
  </message>
  <message>
   <source>Results panel in a window of its own</source>
   <translation>结果面板使用单独窗口</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>复核</translation>
  </message>
  <message>
   <source>Run model</source>
   <translation>运行模型</translation>
  </message>
  <message>
   <source>Run the chosen model on the image on screen</source>
   <translation>对屏幕上的图像运行所选模型</translation>
  </message>
  <message>
   <source>Sagittal</source>
   <translation>矢状面</translation>
  </message>
  <message>
   <source>Sagittal slices in the view in use</source>
   <translation>当前视图显示矢状面</translation>
  </message>
  <message>
   <source>Save 3D picture…</source>
   <translation>保存三维图像…</translation>
  </message>
  <message>
   <source>Save a turn as a film…</source>
   <translation>保存旋转影片…</translation>
  </message>
  <message>
   <source>Save all measurements as DICOM structured report, JSON or table</source>
   <translation>将所有测量保存为 DICOM 结构化报告、JSON 或表格</translation>
  </message>
  <message>
   <source>Save as presentation state…</source>
   <translation>保存为显示状态…</translation>
  </message>
  <message>
   <source>Save findings…</source>
   <translation>保存发现…</translation>
  </message>
  <message>
   <source>Save key images…</source>
   <translation>保存关键图像…</translation>
  </message>
  <message>
   <source>Save large 3D picture…</source>
   <translation>保存大幅三维图像…</translation>
  </message>
  <message>
   <source>Save marks, key images, results and how all is arranged in one file</source>
   <translation>将标记、关键图像、结果及其排列保存到一个文件</translation>
  </message>
  <message>
   <source>Save measurements…</source>
   <translation>保存测量…</translation>
  </message>
  <message>
   <source>Save one turn of the 3D picture around the patient as MP4 or GIF</source>
   <translation>将三维图像绕患者旋转一周保存为 MP4 或 GIF</translation>
  </message>
  <message>
   <source>Save picture of the view…</source>
   <translation>保存视图图像…</translation>
  </message>
  <message>
   <source>Save picture of the window…</source>
   <translation>保存窗口图像…</translation>
  </message>
  <message>
   <source>Save segmentation…</source>
   <translation>保存分割…</translation>
  </message>
  <message>
   <source>Save session…</source>
   <translation>保存会话…</translation>
  </message>
  <message>
   <source>Save support bundle…</source>
   <translation>保存支持包…</translation>
  </message>
  <message>
   <source>Save the 3D picture as PNG, as large as its view</source>
   <translation>将三维图像按视图大小保存为 PNG</translation>
  </message>
  <message>
   <source>Save the 3D picture as a PNG file with four times the width and height of its view</source>
   <translation>将三维图像按视图四倍宽高保存为 PNG 文件</translation>
  </message>
  <message>
   <source>Save the findings of a model as JSON</source>
   <translation>将模型的发现保存为 JSON</translation>
  </message>
  <message>
   <source>Save the key images as a DICOM key object or JSON</source>
   <translation>将关键图像保存为 DICOM 关键对象或 JSON</translation>
  </message>
  <message>
   <source>Save the segmentation as NIfTI, NRRD or DICOM SEG</source>
   <translation>将分割保存为 NIfTI、NRRD 或 DICOM SEG</translation>
  </message>
  <message>
   <source>Save the surfaces of the visible segments as STL, OBJ or PLY, in LPS millimetres</source>
   <translation>将可见分割区域的表面保存为 STL、OBJ 或 PLY，单位为 LPS 毫米</translation>
  </message>
  <message>
   <source>Save the view in use as a PNG picture</source>
   <translation>将当前视图保存为 PNG 图像</translation>
  </message>
  <message>
   <source>Save the whole window as a PNG picture</source>
   <translation>将整个窗口保存为 PNG 图像</translation>
  </message>
  <message>
   <source>Save window, turning and the measurements on slices, for other viewers to draw</source>
   <translation>保存窗宽窗位、旋转和切片上的测量，供其他阅片软件绘制</translation>
  </message>
  <message>
   <source>Say why the result in hand is rejected, and hide it</source>
   <translation>说明拒绝当前结果的原因，并将其隐藏</translation>
  </message>
  <message>
   <source>Scroll</source>
   <translation>滚动</translation>
  </message>
  <message>
   <source>Search commands</source>
   <translation>搜索命令</translation>
  </message>
  <message>
   <source>See the patient in 3D: %1</source>
   <translation>三维观察患者：%1</translation>
  </message>
  <message>
   <source>Segments</source>
   <translation>分割区域</translation>
  </message>
  <message>
   <source>Segments are surfaces in a body of glass</source>
   <translation>分割区域显示为玻璃体内的表面</translation>
  </message>
  <message>
   <source>Segments are surfaces, without the body</source>
   <translation>分割区域只显示表面，不显示身体</translation>
  </message>
  <message>
   <source>Segments glow in a body of glass</source>
   <translation>分割区域在玻璃体内发光</translation>
  </message>
  <message>
   <source>Select all measurements of the series</source>
   <translation>选中该序列的所有测量</translation>
  </message>
  <message>
   <source>Select all of this series</source>
   <translation>选中该序列的全部</translation>
  </message>
  <message>
   <source>Series panel</source>
   <translation>序列面板</translation>
  </message>
  <message>
   <source>Series panel in a window of its own</source>
   <translation>序列面板使用单独窗口</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>Shade by how surfaces face the eye, or show plain colours</source>
   <translation>按表面朝向眼睛的程度显示明暗，或显示平面颜色</translation>
  </message>
  <message>
   <source>Show a box around the volume; drag the dots on its faces</source>
   <translation>在体数据周围显示框；拖动各面上的圆点</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>全部显示</translation>
  </message>
  <message>
   <source>Show all figures of the selected measurement in the list</source>
   <translation>在列表中显示所选测量的全部数值</translation>
  </message>
  <message>
   <source>Show crosshair</source>
   <translation>显示十字线</translation>
  </message>
  <message>
   <source>Show figures</source>
   <translation>显示数值</translation>
  </message>
  <message>
   <source>Show in 3D only what is in the visible segments</source>
   <translation>三维中只显示可见分割区域以内</translation>
  </message>
  <message>
   <source>Show in 3D only what lies outside the visible segments</source>
   <translation>三维中只显示可见分割区域以外</translation>
  </message>
  <message>
   <source>Show one slice in the view in use</source>
   <translation>当前视图只显示单个切片</translation>
  </message>
  <message>
   <source>Show or hide all measurements</source>
   <translation>显示或隐藏所有测量</translation>
  </message>
  <message>
   <source>Show or hide everything that lies over the image</source>
   <translation>显示或隐藏叠加在图像上的所有内容</translation>
  </message>
  <message>
   <source>Show or hide the console for researchers (switched on in the settings)</source>
   <translation>显示或隐藏供研究人员使用的控制台（在设置中开启）</translation>
  </message>
  <message>
   <source>Show or hide the crosshair in all views</source>
   <translation>在所有视图中显示或隐藏十字线</translation>
  </message>
  <message>
   <source>Show results</source>
   <translation>显示结果</translation>
  </message>
  <message>
   <source>Show the greatest value over a thickness (MIP)</source>
   <translation>显示一定厚度内的最大值 (MIP)</translation>
  </message>
  <message>
   <source>Show the heat map of this image before, and no other</source>
   <translation>只显示此图像的上一个热图</translation>
  </message>
  <message>
   <source>Show the least value over a thickness (MinIP)</source>
   <translation>显示一定厚度内的最小值 (MinIP)</translation>
  </message>
  <message>
   <source>Show the mean value over a thickness</source>
   <translation>显示一定厚度内的平均值</translation>
  </message>
  <message>
   <source>Show the next heat map of this image, and no other</source>
   <translation>只显示此图像的下一个热图</translation>
  </message>
  <message>
   <source>Show the same series of an earlier study of this patient beside the one on screen</source>
   <translation>在旁边显示该患者较早检查的同类序列</translation>
  </message>
  <message>
   <source>Show the series above in the list</source>
   <translation>显示列表中的上一个序列</translation>
  </message>
  <message>
   <source>Show the series below in the list</source>
   <translation>显示列表中的下一个序列</translation>
  </message>
  <message>
   <source>Show the slice of the selected measurement</source>
   <translation>显示所选测量所在的层面</translation>
  </message>
  <message>
   <source>Show the slices as acquired instead of the volume resampled from them</source>
   <translation>显示原始采集切片，而不是由其重采样的体数据</translation>
  </message>
  <message>
   <source>Show the volume in 3D as %1</source>
   <translation>三维显示体数据：%1</translation>
  </message>
  <message>
   <source>Show the whole body again</source>
   <translation>重新显示整个身体</translation>
  </message>
  <message>
   <source>Show the whole picture again, not turned, with the window that it opened with</source>
   <translation>重新显示完整图像，不旋转，并恢复打开时的窗宽窗位</translation>
  </message>
  <message>
   <source>Show voxels as they are, without interpolation</source>
   <translation>按体素原样显示，不插值</translation>
  </message>
  <message>
   <source>Single slices</source>
   <translation>单层切片</translation>
  </message>
  <message>
   <source>Six series</source>
   <translation>六个序列</translation>
  </message>
  <message>
   <source>Six series in two rows</source>
   <translation>六个序列，分两行</translation>
  </message>
  <message>
   <source>Six short notes on what is where</source>
   <translation>六条简短说明，介绍各部分位置</translation>
  </message>
  <message>
   <source>Soft tissue</source>
   <translation>软组织</translation>
  </message>
  <message>
   <source>Stop the model or the reading that is running</source>
   <translation>停止正在运行的模型或读取</translation>
  </message>
  <message>
   <source>Straighten</source>
   <translation>恢复正直</translation>
  </message>
  <message>
   <source>Stroke</source>
   <translation>卒中</translation>
  </message>
  <message>
   <source>Stronger glass</source>
   <translation>加强玻璃</translation>
  </message>
  <message>
   <source>Subdural</source>
   <translation>硬膜下</translation>
  </message>
  <message>
   <source>Surfaces alone</source>
   <translation>仅表面</translation>
  </message>
  <message>
   <source>Surfaces in glass</source>
   <translation>玻璃中的表面</translation>
  </message>
  <message>
   <source>Swipe</source>
   <translation>卷帘</translation>
  </message>
  <message>
   <source>Take back everything that was moved by hand</source>
   <translation>撤销所有手动移动</translation>
  </message>
  <message>
   <source>Take back the last change</source>
   <translation>撤销上一次修改</translation>
  </message>
  <message>
   <source>Take the crop box away</source>
   <translation>去掉裁剪框</translation>
  </message>
  <message>
   <source>Take the series out of the view in use; it stays open</source>
   <translation>将序列移出当前视图；序列仍保持打开</translation>
  </message>
  <message>
   <source>Target lesion</source>
   <translation>靶病灶</translation>
  </message>
  <message>
   <source>Target lesions, their sums and responses over time</source>
   <translation>靶病灶、其径线总和及随时间的疗效</translation>
  </message>
  <message>
   <source>Ten images back</source>
   <translation>后退十幅图像</translation>
  </message>
  <message>
   <source>Ten images on</source>
   <translation>前进十幅图像</translation>
  </message>
  <message>
   <source>Test a model from a file or folder, then decide</source>
   <translation>测试来自文件或文件夹的模型，然后再决定</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>文字</translation>
  </message>
  <message>
   <source>Text in the corners: off, minimal, anonymous, full</source>
   <translation>四角文字：关闭、最少、匿名、完整</translation>
  </message>
  <message>
   <source>The file's second</source>
   <translation>文件的第二个</translation>
  </message>
  <message>
   <source>The first lookup table or window of the file itself</source>
   <translation>文件自身的第一个查找表或窗口</translation>
  </message>
  <message>
   <source>The help on the panel under the mouse or in use</source>
   <translation>鼠标所在或当前面板的帮助</translation>
  </message>
  <message>
   <source>The long axis, then the short one at a right angle to it (RECIST)</source>
   <translation>先画长径，再画与其垂直的短径 (RECIST)</translation>
  </message>
  <message>
   <source>The other series to the right of an edge</source>
   <translation>分界线右侧显示另一序列</translation>
  </message>
  <message>
   <source>The rules that arrange studies when they are opened</source>
   <translation>打开检查时排列视图的规则</translation>
  </message>
  <message>
   <source>The second lookup table or window of the file itself</source>
   <translation>文件自身的第二个查找表或窗口</translation>
  </message>
  <message>
   <source>The selected measurements are lesions outside the sum</source>
   <translation>所选测量为不计入总和的病灶</translation>
  </message>
  <message>
   <source>The selected measurements are lesions that were not there before</source>
   <translation>所选测量为此前不存在的病灶</translation>
  </message>
  <message>
   <source>The selected measurements are no lesions of the RECIST table</source>
   <translation>所选测量不属于 RECIST 表中的病灶</translation>
  </message>
  <message>
   <source>The selected measurements count in the sum of diameters (RECIST)</source>
   <translation>所选测量计入径线总和（RECIST）</translation>
  </message>
  <message>
   <source>The series of the view in use in 3D</source>
   <translation>以三维显示当前视图的序列</translation>
  </message>
  <message>
   <source>The three planes on top of each other</source>
   <translation>三个平面上下排列</translation>
  </message>
  <message>
   <source>The three planes side by side</source>
   <translation>三个平面左右排列</translation>
  </message>
  <message>
   <source>The values of the other series minus those of this one</source>
   <translation>另一序列的值减去此序列的值</translation>
  </message>
  <message>
   <source>Thicker</source>
   <translation>加厚</translation>
  </message>
  <message>
   <source>Thinner</source>
   <translation>减薄</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>工具</translation>
  </message>
  <message>
   <source>Tour of the window</source>
   <translation>窗口导览</translation>
  </message>
  <message>
   <source>True size</source>
   <translation>真实尺寸</translation>
  </message>
  <message>
   <source>Turn left</source>
   <translation>左转</translation>
  </message>
  <message>
   <source>Turn right</source>
   <translation>右转</translation>
  </message>
  <message>
   <source>Turn round</source>
   <translation>旋转图像</translation>
  </message>
  <message>
   <source>Turn the other series anticlockwise</source>
   <translation>逆时针转动另一序列</translation>
  </message>
  <message>
   <source>Turn the other series clockwise</source>
   <translation>顺时针转动另一序列</translation>
  </message>
  <message>
   <source>Turn the view in use by 90 degrees to the left</source>
   <translation>当前视图向左旋转 90 度</translation>
  </message>
  <message>
   <source>Turn the view in use by 90 degrees to the right</source>
   <translation>当前视图向右旋转 90 度</translation>
  </message>
  <message>
   <source>Twice, three times, four times as large</source>
   <translation>放大二倍、三倍、四倍</translation>
  </message>
  <message>
   <source>Two segmentations side by side with Dice and volumes, and the views again</source>
   <translation>两个分割并排显示，附 Dice 和体积；再次执行则回到视图</translation>
  </message>
  <message>
   <source>Two series</source>
   <translation>两个序列</translation>
  </message>
  <message>
   <source>Two series side by side</source>
   <translation>两个序列并排</translation>
  </message>
  <message>
   <source>Type where the crop box begins and ends</source>
   <translation>输入裁剪框的起止位置</translation>
  </message>
  <message>
   <source>Use the whole screen, and back</source>
   <translation>使用整个屏幕，再次执行则还原</translation>
  </message>
  <message>
   <source>Use this layout for studies like this</source>
   <translation>对类似检查使用此布局</translation>
  </message>
  <message>
   <source>Usual colour</source>
   <translation>默认颜色</translation>
  </message>
  <message>
   <source>Verify this installation</source>
   <translation>验证此安装</translation>
  </message>
  <message>
   <source>Vermilion</source>
   <translation>朱红色</translation>
  </message>
  <message>
   <source>Vessels</source>
   <translation>血管</translation>
  </message>
  <message>
   <source>View</source>
   <translation>视图</translation>
  </message>
  <message>
   <source>View in a window of its own</source>
   <translation>视图使用单独窗口</translation>
  </message>
  <message>
   <source>Violet</source>
   <translation>紫色</translation>
  </message>
  <message>
   <source>What is slow or missing on this machine, and what to do</source>
   <translation>本机上哪些较慢或缺失，以及如何处理</translation>
  </message>
  <message>
   <source>What this program is, its version and licences</source>
   <translation>关于本程序、版本和许可证</translation>
  </message>
  <message>
   <source>White</source>
   <translation>白色</translation>
  </message>
  <message>
   <source>Whole volume</source>
   <translation>整个体数据</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>调窗</translation>
  </message>
  <message>
   <source>Windows</source>
   <translation>窗宽窗位</translation>
  </message>
  <message>
   <source>Write, preview, save and print the report of this study</source>
   <translation>撰写、预览、保存和打印此检查的报告</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>黄色</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>缩放</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>放大</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>缩小</translation>
  </message>
 </context>
 <context>
  <name>Punctuation</name>
  <message>
   <source> </source>
   <translation> </translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>.</source>
   <translation>。</translation>
  </message>
  <message>
   <source>; </source>
   <translation>；</translation>
  </message>
 </context>
 <context>
  <name>Sentences</name>
  <message>
   <source> and %1 more</source>
   <translation>以及另外 %1 个</translation>
  </message>
  <message>
   <source> on %1 cases</source>
   <translation>，%1 个病例</translation>
  </message>
  <message>
   <source>%1 (there is no display, so no window can be opened here)</source>
   <translation>%1（没有显示器，此处无法打开窗口）</translation>
  </message>
  <message>
   <source>%1 It runs only if you agree to that.</source>
   <translation>%1 只有您同意后才会运行。</translation>
  </message>
  <message>
   <source>%1 [golden] needs %2 inputs, one a channel or time point.</source>
   <translation>%1 的 [golden] 需要 %2 个输入，每个通道或时间点一个。</translation>
  </message>
  <message>
   <source>%1 also needs a series for %2; choose one.</source>
   <translation>%1 还需要一个用作 %2 的序列；请选择一个。</translation>
  </message>
  <message>
   <source>%1 belongs to a DICOM study, and this image is not of one; save the marks as .json instead.</source>
   <translation>%1 需属于 DICOM 检查，而此图像不属于任何检查；请改存为 .json。</translation>
  </message>
  <message>
   <source>%1 bytes are kept, and the same command goes on from there</source>
   <translation>已保留 %1 字节，再次执行同一命令将从该处继续</translation>
  </message>
  <message>
   <source>%1 cannot be explained: its network builds on the answer of another one of the pack.</source>
   <translation>%1 无法解释：其网络依赖于模型包中另一个网络的结果。</translation>
  </message>
  <message>
   <source>%1 cannot be fetched: the server says %2.</source>
   <translation>无法获取 %1：服务器返回 %2。</translation>
  </message>
  <message>
   <source>%1 cannot be made: its folder does not exist; make it first.</source>
   <translation>无法创建 %1：其所在文件夹不存在；请先创建文件夹。</translation>
  </message>
  <message>
   <source>%1 cannot be opened (%2).</source>
   <translation>无法打开 %1 (%2)。</translation>
  </message>
  <message>
   <source>%1 cannot be opened: %2</source>
   <translation>无法打开 %1：%2</translation>
  </message>
  <message>
   <source>%1 cannot be read (%2)</source>
   <translation>%1 无法读取 (%2)</translation>
  </message>
  <message>
   <source>%1 cannot be read (%2), so the study is not copied.</source>
   <translation>无法读取 %1 (%2)，因此未复制该检查。</translation>
  </message>
  <message>
   <source>%1 cannot be read (%2).</source>
   <translation>无法读取 %1 (%2)。</translation>
  </message>
  <message>
   <source>%1 cannot be read (%2); check that you may open it.</source>
   <translation>无法读取 %1 (%2)；请检查您是否有权限打开。</translation>
  </message>
  <message>
   <source>%1 cannot be read as DICOM: %2.</source>
   <translation>%1 无法按 DICOM 读取：%2。</translation>
  </message>
  <message>
   <source>%1 cannot be read as DICOM; the file is damaged or of another kind.</source>
   <translation>%1 无法按 DICOM 读取；文件已损坏或为其他类型。</translation>
  </message>
  <message>
   <source>%1 cannot be read as DICOM; the file is damaged.</source>
   <translation>%1 无法按 DICOM 读取；文件已损坏。</translation>
  </message>
  <message>
   <source>%1 cannot be read as JSON; choose another file.</source>
   <translation>%1 无法按 JSON 读取；请选择其他文件。</translation>
  </message>
  <message>
   <source>%1 cannot be read as a label map; it is damaged, too large or of another format.</source>
   <translation>%1 无法按标签图读取；文件已损坏、过大或为其他格式。</translation>
  </message>
  <message>
   <source>%1 cannot be read, so the pack is refused.</source>
   <translation>无法读取 %1，因此拒绝该模型包。</translation>
  </message>
  <message>
   <source>%1 cannot be read.</source>
   <translation>无法读取 %1。</translation>
  </message>
  <message>
   <source>%1 cannot be read; ask for the pack again.</source>
   <translation>无法读取 %1；请重新索取该模型包。</translation>
  </message>
  <message>
   <source>%1 cannot be read; check its name and its permissions.</source>
   <translation>无法读取 %1；请检查其名称和权限。</translation>
  </message>
  <message>
   <source>%1 cannot be removed (%2).</source>
   <translation>无法移除 %1 (%2)。</translation>
  </message>
  <message>
   <source>%1 cannot be shown truly: %2</source>
   <translation>%1 无法如实显示：%2</translation>
  </message>
  <message>
   <source>%1 cannot be shown truly: its directions are not at right angles.</source>
   <translation>%1 无法如实显示：其方向不成直角。</translation>
  </message>
  <message>
   <source>%1 cannot be shown: %2.</source>
   <translation>%1 无法显示：%2。</translation>
  </message>
  <message>
   <source>%1 cannot be turned to %2.</source>
   <translation>%1 不能改为 %2。</translation>
  </message>
  <message>
   <source>%1 cannot be unpacked (%2).</source>
   <translation>无法解压 %1 (%2)。</translation>
  </message>
  <message>
   <source>%1 cannot be written (%2)</source>
   <translation>%1 无法写入 (%2)</translation>
  </message>
  <message>
   <source>%1 cannot be written (%2).</source>
   <translation>无法写入 %1 (%2)。</translation>
  </message>
  <message>
   <source>%1 cannot be written (%2); check the disk.</source>
   <translation>无法写入 %1 (%2)；请检查磁盘。</translation>
  </message>
  <message>
   <source>%1 cannot be written in a manifest.</source>
   <translation>%1 无法写入清单。</translation>
  </message>
  <message>
   <source>%1 cannot be written: its folder does not exist; make it first.</source>
   <translation>无法写入 %1：其所在文件夹不存在；请先创建文件夹。</translation>
  </message>
  <message>
   <source>%1 cannot be written; is the disk full?</source>
   <translation>无法写入 %1；磁盘是否已满？</translation>
  </message>
  <message>
   <source>%1 claims more frames or pixels than can be shown.</source>
   <translation>%1 声称的帧数或像素数超出可显示范围。</translation>
  </message>
  <message>
   <source>%1 compressed pictures came out as one flat value, which may be a decoder's fault; compare with another viewer.</source>
   <translation>%1 幅压缩图像解码后为单一数值，可能是解码器的问题；请用其他阅片软件对照。</translation>
  </message>
  <message>
   <source>%1 contours have coordinates that cannot be used and are left out.</source>
   <translation>%1 条轮廓的坐标不可用，已略去。</translation>
  </message>
  <message>
   <source>%1 could not be explained (%2); the log of the model host says more.</source>
   <translation>无法解释 %1 (%2)；模型进程的日志中有更多内容。</translation>
  </message>
  <message>
   <source>%1 could not be loaded (%2); the log of the model host says more.</source>
   <translation>无法加载 %1 (%2)；模型进程的日志中有更多内容。</translation>
  </message>
  <message>
   <source>%1 did not pass its tests, so it is not installed.</source>
   <translation>%1 未通过测试，因此未安装。</translation>
  </message>
  <message>
   <source>%1 does not accept %2.</source>
   <translation>%1 不接受 %2。</translation>
  </message>
  <message>
   <source>%1 does not exist or is neither a file nor a folder.</source>
   <translation>%1 不存在，或既不是文件也不是文件夹。</translation>
  </message>
  <message>
   <source>%1 does not hold marks of this program; choose another file.</source>
   <translation>%1 中没有本程序的标记；请选择其他文件。</translation>
  </message>
  <message>
   <source>%1 does not let its statements be explained.</source>
   <translation>%1 的结论不支持解释。</translation>
  </message>
  <message>
   <source>%1 does not lie on a grid: %2</source>
   <translation>%1 不在规则网格上：%2</translation>
  </message>
  <message>
   <source>%1 does not say how its frames lie in the patient; it is not shown.</source>
   <translation>%1 未说明各帧在患者身上的位置；因此不显示。</translation>
  </message>
  <message>
   <source>%1 does not say to which segment its frame %2 belongs; it is not shown.</source>
   <translation>%1 未说明第 %2 帧属于哪个分割区域；因此不显示。</translation>
  </message>
  <message>
   <source>%1 does not say where its frame %2 lies in the patient; it is not shown.</source>
   <translation>%1 未说明第 %2 帧在患者身上的位置；因此不显示。</translation>
  </message>
  <message>
   <source>%1 file %2; all but its graph was told by whoever converted it</source>
   <translation>%1 文件 %2；除其计算图外均由转换者说明</translation>
  </message>
  <message>
   <source>%1 finds no %2; it finds %3.</source>
   <translation>%1 找不到 %2；它能找到 %3。</translation>
  </message>
  <message>
   <source>%1 finds no segments or boxes to explain.</source>
   <translation>%1 没有找到可解释的分割区域或框。</translation>
  </message>
  <message>
   <source>%1 found nothing to look at.</source>
   <translation>%1 没有找到可分析的内容。</translation>
  </message>
  <message>
   <source>%1 found nothing to look at: the image is empty throughout.</source>
   <translation>%1 没有找到可分析的内容：整幅图像为空。</translation>
  </message>
  <message>
   <source>%1 gives the key %2 to two commands; nothing was changed.</source>
   <translation>%1 将按键 %2 给了两个命令；未作任何更改。</translation>
  </message>
  <message>
   <source>%1 has %2 different values and looks like an image, not like a label map.</source>
   <translation>%1 含有 %2 个不同的值，看起来是图像而不是标签图。</translation>
  </message>
  <message>
   <source>%1 has %2 dimensions; a volume needs three.</source>
   <translation>%1 有 %2 个维度；体数据需要三个。</translation>
  </message>
  <message>
   <source>%1 has %2 entries where %3 are needed</source>
   <translation>%1 有 %2 项，而需要 %3 项</translation>
  </message>
  <message>
   <source>%1 has an unknown field: %2.</source>
   <translation>%1 含有未知字段：%2。</translation>
  </message>
  <message>
   <source>%1 has directions or a spacing that are not valid; it is not shown.</source>
   <translation>%1 的方向或间距无效；因此不显示。</translation>
  </message>
  <message>
   <source>%1 has format %2; this program reads %3. Ask for another version of the pack.</source>
   <translation>%1 的格式为 %2；本程序读取 %3。请索取其他版本的模型包。</translation>
  </message>
  <message>
   <source>%1 has no %2.</source>
   <translation>%1 没有 %2。</translation>
  </message>
  <message>
   <source>%1 has no dropout that could be kept on; choose tta.</source>
   <translation>%1 没有可保持开启的 dropout；请选择 tta。</translation>
  </message>
  <message>
   <source>%1 has no image for %2; choose a series for it.</source>
   <translation>%1 没有用作 %2 的图像；请为其选择序列。</translation>
  </message>
  <message>
   <source>%1 has no inputs.</source>
   <translation>%1 没有输入。</translation>
  </message>
  <message>
   <source>%1 has no label of the number %2.</source>
   <translation>%1 没有编号为 %2 的标签。</translation>
  </message>
  <message>
   <source>%1 has no such form</source>
   <translation>%1 没有这种形式</translation>
  </message>
  <message>
   <source>%1 has no valid image header for its kind of file.</source>
   <translation>%1 的图像文件头对此类文件无效。</translation>
  </message>
  <message>
   <source>%1 has no voxels, so there is nothing to explain.</source>
   <translation>%1 没有体素，因此没有可解释的内容。</translation>
  </message>
  <message>
   <source>%1 has no weights.</source>
   <translation>%1 没有权重。</translation>
  </message>
  <message>
   <source>%1 has none of [[stages]].</source>
   <translation>%1 中没有 [[stages]]。</translation>
  </message>
  <message>
   <source>%1 has one fold only, so folds cannot disagree; choose tta.</source>
   <translation>%1 只有一折，各折之间无法出现分歧；请选择 tta。</translation>
  </message>
  <message>
   <source>%1 has positions that are not numbers; it is not shown.</source>
   <translation>%1 的位置不是数值；因此不显示。</translation>
  </message>
  <message>
   <source>%1 has segments without a valid number; it is not shown.</source>
   <translation>%1 的分割区域没有有效编号；因此不显示。</translation>
  </message>
  <message>
   <source>%1 has several values a voxel; a label map has one.</source>
   <translation>%1 每个体素有多个值；标签图每个体素只有一个值。</translation>
  </message>
  <message>
   <source>%1 has slices that are not stacked at right angles; it is not shown.</source>
   <translation>%1 的切片没有垂直堆叠；因此不显示。</translation>
  </message>
  <message>
   <source>%1 has unevenly spaced slices; it cannot be shown truly.</source>
   <translation>%1 的切片间距不均匀；无法如实显示。</translation>
  </message>
  <message>
   <source>%1 holds %2, which is a link or a device and no file.</source>
   <translation>%1 含有 %2，它是链接或设备，不是文件。</translation>
  </message>
  <message>
   <source>%1 holds a file with the name %2, which no pack may hold.</source>
   <translation>%1 含有名为 %2 的文件，模型包中不允许有此名称。</translation>
  </message>
  <message>
   <source>%1 holds frames of different directions or spacing; it cannot be shown truly.</source>
   <translation>%1 各帧的方向或间距不同；无法如实显示。</translation>
  </message>
  <message>
   <source>%1 holds more than %2 files, so it is refused.</source>
   <translation>%1 含有超过 %2 个文件，因此被拒绝。</translation>
  </message>
  <message>
   <source>%1 holds more than %2 files; open a smaller folder.</source>
   <translation>%1 含有超过 %2 个文件；请打开较小的文件夹。</translation>
  </message>
  <message>
   <source>%1 holds more than %2 members; unpack it and open a smaller folder.</source>
   <translation>%1 含有超过 %2 个成员；请解压后打开较小的文件夹。</translation>
  </message>
  <message>
   <source>%1 holds no %2, so it is no model pack.</source>
   <translation>%1 中没有 %2，因此不是模型包。</translation>
  </message>
  <message>
   <source>%1 holds no files.</source>
   <translation>%1 中没有文件。</translation>
  </message>
  <message>
   <source>%1 holds no image that can be opened.</source>
   <translation>%1 中没有可打开的图像。</translation>
  </message>
  <message>
   <source>%1 holds no measurements that can be drawn.</source>
   <translation>%1 中没有可绘制的测量。</translation>
  </message>
  <message>
   <source>%1 holds no member of this name any more; open it again.</source>
   <translation>%1 中已没有此名称的成员；请重新打开。</translation>
  </message>
  <message>
   <source>%1 holds no snippets of reports.</source>
   <translation>%1 中没有报告短语。</translation>
  </message>
  <message>
   <source>%1 holds numbers of a kind that this version does not show.</source>
   <translation>%1 所含数值的类型是本版本不支持显示的。</translation>
  </message>
  <message>
   <source>%1 holds values that cannot be read; the file is damaged.</source>
   <translation>%1 中的数值无法读取；文件已损坏。</translation>
  </message>
  <message>
   <source>%1 holds vectors, complex numbers or colours of more than 8 bits, which this version does not show.</source>
   <translation>%1 含有向量、复数或超过 8 位的彩色，本版本不支持显示。</translation>
  </message>
  <message>
   <source>%1 is a DICOM Segmentation without frames or segments; there is nothing to show.</source>
   <translation>%1 是没有帧或分割区域的 DICOM 分割；没有可显示的内容。</translation>
  </message>
  <message>
   <source>%1 is a NIfTI-2 file, which this version does not read; save it as NIfTI-1.</source>
   <translation>%1 是 NIfTI-2 文件，本版本不能读取；请存为 NIfTI-1。</translation>
  </message>
  <message>
   <source>%1 is a damaged ZIP archive: its members overlap.</source>
   <translation>%1 是损坏的 ZIP 压缩包：其成员互相重叠。</translation>
  </message>
  <message>
   <source>%1 is a damaged ZIP archive; unpack it with another program, if one can.</source>
   <translation>%1 是损坏的 ZIP 压缩包；请尝试用其他程序解压。</translation>
  </message>
  <message>
   <source>%1 is a damaged table of contents (DICOMDIR); open its folder.</source>
   <translation>%1 是损坏的目录文件 (DICOMDIR)；请打开其所在文件夹。</translation>
  </message>
  <message>
   <source>%1 is a folder; give the name of a file in it to save to.</source>
   <translation>%1 是文件夹；请给出要保存的文件名。</translation>
  </message>
  <message>
   <source>%1 is a presentation state that names no image; it is not applied.</source>
   <translation>%1 是未引用任何图像的显示状态；因此不应用。</translation>
  </message>
  <message>
   <source>%1 is a report without any content; there is nothing to read.</source>
   <translation>%1 是没有任何内容的报告；没有可阅读的内容。</translation>
  </message>
  <message>
   <source>%1 is a structure set without any region; there is nothing to show.</source>
   <translation>%1 是没有任何区域的结构集；没有可显示的内容。</translation>
  </message>
  <message>
   <source>%1 is a table of contents (DICOMDIR) that names no file; open the folder it lies in.</source>
   <translation>%1 是未列出任何文件的目录文件 (DICOMDIR)；请打开其所在文件夹。</translation>
  </message>
  <message>
   <source>%1 is compressed in a way that cannot be read, or it is damaged.</source>
   <translation>%1 的压缩方式无法读取，或文件已损坏。</translation>
  </message>
  <message>
   <source>%1 is cut short: its header promises more frames than it holds; it is not shown.</source>
   <translation>%1 不完整：文件头声明的帧数多于实际帧数；因此不显示。</translation>
  </message>
  <message>
   <source>%1 is damaged or no model pack; ask for it again.</source>
   <translation>%1 已损坏或不是模型包；请重新索取。</translation>
  </message>
  <message>
   <source>%1 is damaged: it is shorter than its header says.</source>
   <translation>%1 已损坏：比文件头声明的短。</translation>
  </message>
  <message>
   <source>%1 is damaged: its header does not say what its numbers mean.</source>
   <translation>%1 已损坏：文件头未说明其数值的含义。</translation>
  </message>
  <message>
   <source>%1 is damaged: its packed voxels are cut short or altered.</source>
   <translation>%1 已损坏：其压缩的体素不完整或被改动。</translation>
  </message>
  <message>
   <source>%1 is damaged: its pixels cannot be read.</source>
   <translation>%1 已损坏：其像素无法读取。</translation>
  </message>
  <message>
   <source>%1 is larger than %2 bytes, so it is not fetched.</source>
   <translation>%1 大于 %2 字节，因此不获取。</translation>
  </message>
  <message>
   <source>%1 is larger than 1 MB, so it is not read.</source>
   <translation>%1 大于 1 MB，因此不读取。</translation>
  </message>
  <message>
   <source>%1 is made for plugin API %2; this program has %3. Ask for a newer version of the plugin.</source>
   <translation>%1 针对插件接口 %2；本程序的接口为 %3。请索取较新版本的插件。</translation>
  </message>
  <message>
   <source>%1 is made so that its files overlap, so it is refused.</source>
   <translation>%1 中的文件互相重叠，因此被拒绝。</translation>
  </message>
  <message>
   <source>%1 is missing</source>
   <translation>缺少 %1</translation>
  </message>
  <message>
   <source>%1 is nested too deeply or too long.</source>
   <translation>%1 嵌套过深或过长。</translation>
  </message>
  <message>
   <source>%1 is nested too deeply to be read.</source>
   <translation>%1 嵌套过深，无法读取。</translation>
  </message>
  <message>
   <source>%1 is no NIfTI file, or its header is damaged.</source>
   <translation>%1 不是 NIfTI 文件，或其文件头已损坏。</translation>
  </message>
  <message>
   <source>%1 is no PNG, JPEG or TIFF picture, or it is damaged.</source>
   <translation>%1 不是 PNG、JPEG 或 TIFF 图像，或已损坏。</translation>
  </message>
  <message>
   <source>%1 is no address of a cluster; it looks like tls://host:8786.</source>
   <translation>%1 不是集群地址；正确形式如 tls://host:8786。</translation>
  </message>
  <message>
   <source>%1 is no argument of %2.</source>
   <translation>%1 不是 %2 的参数。</translation>
  </message>
  <message>
   <source>%1 is no classifier, so it makes no statements to explain.</source>
   <translation>%1 不是分类模型，因此没有可解释的结论。</translation>
  </message>
  <message>
   <source>%1 is no file of keys of this program; nothing was changed.</source>
   <translation>%1 不是本程序的按键文件；未作任何更改。</translation>
  </message>
  <message>
   <source>%1 is no list of whole numbers from 1 to 4096.</source>
   <translation>%1 不是 1 到 4096 的整数列表。</translation>
  </message>
  <message>
   <source>%1 is no number</source>
   <translation>%1 不是数值</translation>
  </message>
  <message>
   <source>%1 is no session of this program.</source>
   <translation>%1 不是本程序的会话。</translation>
  </message>
  <message>
   <source>%1 is no step of a normalisation.</source>
   <translation>%1 不是归一化的步骤。</translation>
  </message>
  <message>
   <source>%1 is not a DICOM Segmentation.</source>
   <translation>%1 不是 DICOM 分割。</translation>
  </message>
  <message>
   <source>%1 is not a file; give a label map such as labels.nii.gz.</source>
   <translation>%1 不是文件；请给出标签图，例如 labels.nii.gz。</translation>
  </message>
  <message>
   <source>%1 is not a function that a host may run.</source>
   <translation>%1 不是允许宿主进程运行的函数。</translation>
  </message>
  <message>
   <source>%1 is not a label map on a grid: %2</source>
   <translation>%1 不是规则网格上的标签图：%2</translation>
  </message>
  <message>
   <source>%1 is not a label map: its values are not whole numbers from 0 to 65535.</source>
   <translation>%1 不是标签图：其值不是 0 到 65535 的整数。</translation>
  </message>
  <message>
   <source>%1 is not a list of hashes and files; ask for the pack again.</source>
   <translation>%1 不是哈希与文件的列表；请重新索取该模型包。</translation>
  </message>
  <message>
   <source>%1 is not a size such as 1600x1000.</source>
   <translation>%1 不是 1600x1000 这样的尺寸。</translation>
  </message>
  <message>
   <source>%1 is not allowed in this process.</source>
   <translation>此进程不允许 %1。</translation>
  </message>
  <message>
   <source>%1 is not an address that begins with https:// or http://.</source>
   <translation>%1 不是以 https:// 或 http:// 开头的地址。</translation>
  </message>
  <message>
   <source>%1 is not converted:</source>
   <translation>%1 未转换：</translation>
  </message>
  <message>
   <source>%1 is not converted: %2</source>
   <translation>%1 未转换：%2</translation>
  </message>
  <message>
   <source>%1 is not installed, so it cannot explain itself.</source>
   <translation>%1 未安装，因此无法解释其结论。</translation>
  </message>
  <message>
   <source>%1 is not one number for each axis.</source>
   <translation>%1 没有为每个轴给出一个数值。</translation>
  </message>
  <message>
   <source>%1 is not one of %2</source>
   <translation>%1 不属于 %2</translation>
  </message>
  <message>
   <source>%1 is not protected: anybody on that network could run programs on the workers. Use tls:// with --tls-ca, --tls-cert and --tls-key, or add --no-tls.</source>
   <translation>%1 没有保护：该网络上的任何人都能在工作节点上运行程序。请使用 tls:// 以及 --tls-ca、--tls-cert 和 --tls-key，或加 --no-tls。</translation>
  </message>
  <message>
   <source>%1 is not there any more; choose another file.</source>
   <translation>%1 已不存在；请选择其他文件。</translation>
  </message>
  <message>
   <source>%1 is not what %2 says: the pack is damaged or was changed.</source>
   <translation>%1 与 %2 所述不符：模型包已损坏或被改动。</translation>
  </message>
  <message>
   <source>%1 is of the format %2, which torch does not run.</source>
   <translation>%1 的格式为 %2，torch 无法运行。</translation>
  </message>
  <message>
   <source>%1 is out of bounds: %2.</source>
   <translation>%1 超出范围：%2。</translation>
  </message>
  <message>
   <source>%1 is packed by a method that is not read; ask for a plain one.</source>
   <translation>%1 的打包方式无法读取；请索取普通格式的文件。</translation>
  </message>
  <message>
   <source>%1 is there already; choose another name with -o, or remove it.</source>
   <translation>%1 已存在；请用 -o 指定其他名称，或将其移除。</translation>
  </message>
  <message>
   <source>%1 is there already; choose another name.</source>
   <translation>%1 已存在；请使用其他名称。</translation>
  </message>
  <message>
   <source>%1 is too large to be a file of choices.</source>
   <translation>%1 过大，不会是选项文件。</translation>
  </message>
  <message>
   <source>%1 is too large to hold marks, so it was not read.</source>
   <translation>%1 过大，不会是标记文件，因此未读取。</translation>
  </message>
  <message>
   <source>%1 is unreasonably large (%2 GB), so it is refused.</source>
   <translation>%1 大得不合理 (%2 GB)，因此被拒绝。</translation>
  </message>
  <message>
   <source>%1 is unreasonably large for a picture.</source>
   <translation>%1 作为图像大得不合理。</translation>
  </message>
  <message>
   <source>%1 is unreasonably large for a table of contents; open its folder.</source>
   <translation>%1 作为目录文件大得不合理；请打开其所在文件夹。</translation>
  </message>
  <message>
   <source>%1 left out (padding)</source>
   <translation>略去 %1 个（填充）</translation>
  </message>
  <message>
   <source>%1 may not be written (%2).</source>
   <translation>不允许写入 %1 (%2)。</translation>
  </message>
  <message>
   <source>%1 missing (%2): the gap is left empty.</source>
   <translation>缺少 %1（%2）：缺口保持为空。</translation>
  </message>
  <message>
   <source>%1 more files were left out.</source>
   <translation>另有 %1 个文件被略去。</translation>
  </message>
  <message>
   <source>%1 must be a number, a text or a list of these, not a %2.</source>
   <translation>%1 必须是数值、文字或其列表，而不是 %2。</translation>
  </message>
  <message>
   <source>%1 must not be told %2, because it would fetch weights from elsewhere; a pack carries its own.</source>
   <translation>不得对 %1 指定 %2，因为它会从别处获取权重；模型包自带权重。</translation>
  </message>
  <message>
   <source>%1 names %2, which is not in the pack.</source>
   <translation>%1 引用的 %2 不在模型包中。</translation>
  </message>
  <message>
   <source>%1 names %2, which is not in the plugin's folder.</source>
   <translation>%1 引用的 %2 不在插件的文件夹中。</translation>
  </message>
  <message>
   <source>%1 names %2.py as its entry, which is not there.</source>
   <translation>%1 指定 %2.py 为入口，但该文件不存在。</translation>
  </message>
  <message>
   <source>%1 names a data file outside its own folder, which is not followed.</source>
   <translation>%1 引用了自身文件夹以外的数据文件，因此不读取。</translation>
  </message>
  <message>
   <source>%1 names several images but cannot take them.</source>
   <translation>%1 指定了多幅图像，但不能接受多幅图像。</translation>
  </message>
  <message>
   <source>%1 needs %2 GB of memory and %3 GB are free; close other images and try again.</source>
   <translation>%1 需要 %2 GB 内存，目前空闲 %3 GB；请关闭其他图像后重试。</translation>
  </message>
  <message>
   <source>%1 needs %2 images of the patient: %3.</source>
   <translation>%1 需要该患者的 %2 幅图像：%3。</translation>
  </message>
  <message>
   <source>%1 needs %2 with a file that is there.</source>
   <translation>%1 的 %2 需要指向已存在的文件。</translation>
  </message>
  <message>
   <source>%1 needs about %2 GB of memory for this series and %3 GB are free; close other series or programs, or cut the series smaller.</source>
   <translation>%1 处理此序列约需 %2 GB 内存，而空闲内存为 %3 GB；请关闭其他序列或程序，或把序列裁剪得更小。</translation>
  </message>
  <message>
   <source>%1 needs more memory than this machine has free for this series; close other series or programs and try again.</source>
   <translation>%1 处理此序列所需的内存超过本机空闲内存；请关闭其他序列或程序后重试。</translation>
  </message>
  <message>
   <source>%1 needs the data file %2, which is not beside it.</source>
   <translation>%1 需要数据文件 %2，但它不在同一文件夹中。</translation>
  </message>
  <message>
   <source>%1 normalises %2 channels of %3.</source>
   <translation>%1 对 %3 个通道中的 %2 个作归一化。</translation>
  </message>
  <message>
   <source>%1 of %2 GB free, %3 processor threads</source>
   <translation>共 %2 GB，空闲 %1 GB，%3 个处理器线程</translation>
  </message>
  <message>
   <source>%1 of %2 files that the DICOMDIR names for this series are missing.</source>
   <translation>DICOMDIR 为该序列列出的 %2 个文件中缺少 %1 个。</translation>
  </message>
  <message>
   <source>%1 of %2 frames are left out; the first is frame %3: %4</source>
   <translation>%2 帧中略去 %1 帧；其中第一帧为第 %3 帧：%4</translation>
  </message>
  <message>
   <source>%1 of %2 points</source>
   <translation>%2 个点中的 %1 个</translation>
  </message>
  <message>
   <source>%1 of %2 referenced files are missing.</source>
   <translation>所引用的 %2 个文件中缺少 %1 个。</translation>
  </message>
  <message>
   <source>%1 of %2 slices are there</source>
   <translation>%2 层中有 %1 层</translation>
  </message>
  <message>
   <source>%1 of its graphics or texts cannot be drawn truly and are left out.</source>
   <translation>其中 %1 个图形或文字无法如实绘制，已略去。</translation>
  </message>
  <message>
   <source>%1 of the file has no usable field %2; nothing was taken over.</source>
   <translation>文件的 %1 没有可用的字段 %2；未采用任何内容。</translation>
  </message>
  <message>
   <source>%1 of the file is no rule.</source>
   <translation>文件的 %1 不是规则。</translation>
  </message>
  <message>
   <source>%1 of the pack is not one volume.</source>
   <translation>模型包的 %1 不是一个体数据。</translation>
  </message>
  <message>
   <source>%1 of weights, all numbers finite.</source>
   <translation>权重%1，所有数值均为有限值。</translation>
  </message>
  <message>
   <source>%1 past runs</source>
   <translation>以往 %1 次运行</translation>
  </message>
  <message>
   <source>%1 pictures of one and the same plane: shown one after the other, without MPR.</source>
   <translation>%1 幅图像位于同一平面：依次显示，没有 MPR。</translation>
  </message>
  <message>
   <source>%1 reads several time points, which cannot be explained.</source>
   <translation>%1 读取多个时间点，无法解释。</translation>
  </message>
  <message>
   <source>%1 reads the image in %2 tiles; such statements cannot be explained.</source>
   <translation>%1 以 %2 个分块读取图像；此类结论无法解释。</translation>
  </message>
  <message>
   <source>%1 refers to itself.</source>
   <translation>%1 引用了自身。</translation>
  </message>
  <message>
   <source>%1 says that it holds a document, but there is none in it.</source>
   <translation>%1 声明含有文档，但其中没有文档。</translation>
  </message>
  <message>
   <source>%1 slices are</source>
   <translation>%1 层切片</translation>
  </message>
  <message>
   <source>%1 slices lie at positions that repeat: shown one by one, without MPR.</source>
   <translation>%1 层切片的位置重复：逐层显示，没有 MPR。</translation>
  </message>
  <message>
   <source>%1 slices of this series are missing</source>
   <translation>此序列缺少 %1 层切片</translation>
  </message>
  <message>
   <source>%1 spans a grid that is too large to be shown.</source>
   <translation>%1 的网格过大，无法显示。</translation>
  </message>
  <message>
   <source>%1 stopped with an error (%2); the picture is unchanged, and the log of the model host says more.</source>
   <translation>%1 因错误停止 (%2)；图像未改变，模型进程的日志中有更多内容。</translation>
  </message>
  <message>
   <source>%1 takes no image for %2.</source>
   <translation>%1 不接受用作 %2 的图像。</translation>
  </message>
  <message>
   <source>%1 takes the text of another place or file, %2.</source>
   <translation>%1 引用了别处或其他文件的文字 %2。</translation>
  </message>
  <message>
   <source>%1 there twice: the first one is used.</source>
   <translation>%1 出现两次：使用第一个。</translation>
  </message>
  <message>
   <source>%1 to %2 mm</source>
   <translation>%1 到 %2 mm</translation>
  </message>
  <message>
   <source>%1 voxels belong to more than one segment; the later segment is shown there, and the volume of the earlier one is too small by that.</source>
   <translation>%1 个体素属于多个分割区域；该处显示较后的区域，较前区域的体积相应偏小。</translation>
  </message>
  <message>
   <source>%1 voxels of the segmentation lie outside this volume.</source>
   <translation>分割有 %1 个体素在此体数据之外。</translation>
  </message>
  <message>
   <source>%1 was changed after its tests, so it is not installed.</source>
   <translation>%1 在测试后被改动，因此未安装。</translation>
  </message>
  <message>
   <source>%1 was given %2 = %3; give a number from %4 to %5.</source>
   <translation>%1 得到 %2 = %3；请给出 %4 到 %5 的数值。</translation>
  </message>
  <message>
   <source>%1 was given %2 = %3; give off, %4.</source>
   <translation>%1 得到 %2 = %3；请给出 off、%4。</translation>
  </message>
  <message>
   <source>%1 was given %2 = %3; give true or false.</source>
   <translation>%1 得到 %2 = %3；请给出 true 或 false。</translation>
  </message>
  <message>
   <source>%1 was not made: a slice's file is not there any more; open the study again.</source>
   <translation>未生成 %1：某切片的文件已不存在；请重新打开检查。</translation>
  </message>
  <message>
   <source>%1 was not made: of a picture in colour it cannot say inverted; show it as it is.</source>
   <translation>未生成%1：彩色图像的呈现状态无法表示反相；请先取消反相。</translation>
  </message>
  <message>
   <source>%1 was not made: several files each rescale their frames in their own way; save the marks as .dcm instead.</source>
   <translation>未生成%1：多个文件各自对帧采用不同的重标度；请改存为 .dcm 标记文件。</translation>
  </message>
  <message>
   <source>%1 was not made: the marks are of several studies; save one study at a time.</source>
   <translation>未生成 %1：标记属于多个检查；请每次保存一个检查。</translation>
  </message>
  <message>
   <source>%1 was not read: "%2" %3.</source>
   <translation>未读取 %1：“%2” %3。</translation>
  </message>
  <message>
   <source>%1 was not read: it holds a field that this version does not know.</source>
   <translation>未读取 %1：含有本版本不认识的字段。</translation>
  </message>
  <message>
   <source>%1 was not read: it is no table of names and values.</source>
   <translation>未读取 %1：不是名称与值的表。</translation>
  </message>
  <message>
   <source>%1 was not saved (%2); try another folder or another format (%3).</source>
   <translation>未保存 %1 (%2)；请换一个文件夹或其他格式（%3）。</translation>
  </message>
  <message>
   <source>%1 was not saved because it may not be written there; choose another folder (%2).</source>
   <translation>该处不允许写入，未保存 %1；请选择其他文件夹（%2）。</translation>
  </message>
  <message>
   <source>%1 was not saved because its folder is not there; choose another folder (%2).</source>
   <translation>文件夹不存在，未保存 %1；请选择其他文件夹（%2）。</translation>
  </message>
  <message>
   <source>%1 was not saved because the disk is full; make room or choose another folder (%2).</source>
   <translation>磁盘已满，未保存 %1；请腾出空间或选择其他文件夹（%2）。</translation>
  </message>
  <message>
   <source>%1 was not saved: it does not open again (%2)</source>
   <translation>未保存 %1：保存后无法重新打开 (%2)</translation>
  </message>
  <message>
   <source>%1 was not saved: the chosen segments have no voxels and so no surface.</source>
   <translation>未保存 %1：所选分割区域没有体素，因此没有表面。</translation>
  </message>
  <message>
   <source>%1 was not saved: the folder %2 does not exist; make it first.</source>
   <translation>未保存 %1：文件夹 %2 不存在；请先创建。</translation>
  </message>
  <message>
   <source>%1 was not saved: the name must end in %2.</source>
   <translation>未保存 %1：名称必须以 %2 结尾。</translation>
  </message>
  <message>
   <source>%1 was not saved: the name must end in .dcm, .json or .csv.</source>
   <translation>未保存 %1：名称必须以 .dcm、.json 或 .csv 结尾。</translation>
  </message>
  <message>
   <source>%1 was not saved: the name must end in .dcm.</source>
   <translation>未保存 %1：名称必须以 .dcm 结尾。</translation>
  </message>
  <message>
   <source>%1 was not saved: there is no picture yet; try again.</source>
   <translation>%1 未保存：尚无图片；请重试。</translation>
  </message>
  <message>
   <source>%1 was not saved: what was read back differs from what was written; save the key images as .json instead.</source>
   <translation>未保存 %1：读回的内容与写入的不同；请将关键图像改存为 .json。</translation>
  </message>
  <message>
   <source>%1 was not saved: what was read back differs from what was written; save the marks as .json instead.</source>
   <translation>未保存 %1：读回的内容与写入的不同；请将标记改存为 .json。</translation>
  </message>
  <message>
   <source>%1 was not saved: what was read back differs; try another folder.</source>
   <translation>未保存 %1：读回的内容不同；请换一个文件夹。</translation>
  </message>
  <message>
   <source>%1 was not written (%2).</source>
   <translation>未写入 %1 (%2)。</translation>
  </message>
  <message>
   <source>%1 was written by a later version of this program.</source>
   <translation>%1 由本程序的较新版本写入。</translation>
  </message>
  <message>
   <source>%1 was written by a later version of this program; update it to open the file.</source>
   <translation>%1 由本程序的较新版本写入；请更新程序后打开。</translation>
  </message>
  <message>
   <source>%1 whole numbers</source>
   <translation>%1 个整数</translation>
  </message>
  <message>
   <source>%1 would unpack to an unreasonable size, so it is not opened.</source>
   <translation>%1 解压后大得不合理，因此不打开。</translation>
  </message>
  <message>
   <source>%1 would unpack to an unreasonable size, so it is refused.</source>
   <translation>%1 解压后大得不合理，因此被拒绝。</translation>
  </message>
  <message>
   <source>%1 x %2 of %3 components and %4 bits</source>
   <translation>%1 x %2，%3 个分量，%4 位</translation>
  </message>
  <message>
   <source>%1, %2 GB free</source>
   <translation>%1，空闲 %2 GB</translation>
  </message>
  <message>
   <source>%1, %2 of %3 GB free</source>
   <translation>%1，共 %3 GB，空闲 %2 GB</translation>
  </message>
  <message>
   <source>%1. TotalSegmentator would have cropped the image first</source>
   <translation>%1。TotalSegmentator 会先裁剪图像</translation>
  </message>
  <message>
   <source>%1... was not saved because the name is too long; choose a shorter one.</source>
   <translation>名称过长，未保存 %1...；请使用较短的名称。</translation>
  </message>
  <message>
   <source>%1/%2 cannot be read: %3.</source>
   <translation>无法读取 %1/%2：%3。</translation>
  </message>
  <message>
   <source>%1/%2 is larger than 1 MB, so it is not read.</source>
   <translation>%1/%2 大于 1 MB，因此不读取。</translation>
  </message>
  <message>
   <source>%1/%2 is nested too deeply to be read.</source>
   <translation>%1/%2 嵌套过深，无法读取。</translation>
  </message>
  <message>
   <source>%1: %2 %3, %4 ms a tile</source>
   <translation>%1：%2 %3，每块 %4 ms</translation>
  </message>
  <message>
   <source>%1: %2 has no %3.</source>
   <translation>%1：%2 没有 %3。</translation>
  </message>
  <message>
   <source>%1: %2 is not from 0 to 1.</source>
   <translation>%1：%2 不在 0 到 1 之间。</translation>
  </message>
  <message>
   <source>%1: %2 must be %3.</source>
   <translation>%1：%2 必须是%3。</translation>
  </message>
  <message>
   <source>%1: %2 must be letters, digits, -, _, + and . and no %3.</source>
   <translation>%1：%2 只能由字母、数字、-、_、+ 和 . 组成，且不得含有 %3。</translation>
  </message>
  <message>
   <source>%1: %2 must be one of %3, not %4.</source>
   <translation>%1：%2 必须是 %3 之一，而不是 %4。</translation>
  </message>
  <message>
   <source>%1: %2 needs %3.</source>
   <translation>%1：%2 需要 %3。</translation>
  </message>
  <message>
   <source>%1: [[calibration]] names a label that is not there.</source>
   <translation>%1：[[calibration]] 引用了不存在的标签。</translation>
  </message>
  <message>
   <source>%1: [[clean_up]] names a label that is not there.</source>
   <translation>%1：[[clean_up]] 引用了不存在的标签。</translation>
  </message>
  <message>
   <source>%1: a detector of form boxes can have one fold only, because the boxes of %2 networks cannot be averaged.</source>
   <translation>%1：形式为 boxes 的检测模型只能有一折，因为 %2 个网络的检测框无法平均。</translation>
  </message>
  <message>
   <source>%1: a label's number must be from 1 to 65535.</source>
   <translation>%1：标签编号必须在 1 到 65535 之间。</translation>
  </message>
  <message>
   <source>%1: a model of time points has the task sequence, and its space a shape to conform to.</source>
   <translation>%1：时间点模型的任务为 sequence，且其空间须有统一的形状。</translation>
  </message>
  <message>
   <source>%1: a model of time points takes one image of each, no channels.</source>
   <translation>%1：时间点模型每个时间点取一个图像，不使用通道。</translation>
  </message>
  <message>
   <source>%1: a model's result will be wrong there, and so will volumes in ml.</source>
   <translation>%1：模型在该处的结果以及以 ml 计的体积都会出错。</translation>
  </message>
  <message>
   <source>%1: a segmentation model needs at least one of [[labels]].</source>
   <translation>%1：分割模型至少需要一个 [[labels]]。</translation>
  </message>
  <message>
   <source>%1: a temperature a must be more than 0, and has no b.</source>
   <translation>%1：温度 a 必须大于 0，且不能有 b。</translation>
  </message>
  <message>
   <source>%1: agreement must be more than 0 and at most 1.</source>
   <translation>%1：agreement 必须大于 0 且不超过 1。</translation>
  </message>
  <message>
   <source>%1: an output of kind %2 gives no %3; it must be %4.</source>
   <translation>%1：类型为 %2 的输出不给出 %3；必须是 %4。</translation>
  </message>
  <message>
   <source>%1: axes must be three letters such as SPL, one of each of L/R, A/P and S/I, not %2.</source>
   <translation>%1：axes 必须是三个字母，例如 SPL，L/R、A/P、S/I 各取其一，而不是 %2。</translation>
  </message>
  <message>
   <source>%1: cases must not be negative, and error be from 0 to 1.</source>
   <translation>%1：cases 不得为负，error 必须在 0 到 1 之间。</translation>
  </message>
  <message>
   <source>%1: conform and resize must be from 1 to 4096.</source>
   <translation>%1：conform 和 resize 必须在 1 到 4096 之间。</translation>
  </message>
  <message>
   <source>%1: dimensions must be 2 or 3.</source>
   <translation>%1：dimensions 必须是 2 或 3。</translation>
  </message>
  <message>
   <source>%1: entry must be like "module:Class", not %2.</source>
   <translation>%1：entry 必须是“module:Class”形式，而不是 %2。</translation>
  </message>
  <message>
   <source>%1: its default %2 is no value that it may have.</source>
   <translation>%1：其默认值 %2 不在允许的取值中。</translation>
  </message>
  <message>
   <source>%1: its output names the label %2, which is not there.</source>
   <translation>%1：其输出引用了标签 %2，但该标签不存在。</translation>
  </message>
  <message>
   <source>%1: largest and smallest_ml must not be negative.</source>
   <translation>%1：largest 和 smallest_ml 不得为负。</translation>
  </message>
  <message>
   <source>%1: low must be less than high.</source>
   <translation>%1：low 必须小于 high。</translation>
  </message>
  <message>
   <source>%1: mirror_axes must be different ones of 0, 1 and 2.</source>
   <translation>%1：mirror_axes 必须是 0、1、2 中互不相同的数。</translation>
  </message>
  <message>
   <source>%1: nothing on this machine runs it as it should.</source>
   <translation>%1：本机没有能正确运行它的程序。</translation>
  </message>
  <message>
   <source>%1: size and multiple_of must be from 1 to 4096.</source>
   <translation>%1：size 和 multiple_of 必须在 1 到 4096 之间。</translation>
  </message>
  <message>
   <source>%1: spacing_mm must not be negative.</source>
   <translation>%1：spacing_mm 不得为负。</translation>
  </message>
  <message>
   <source>%1: std must be more than 0.</source>
   <translation>%1：std 必须大于 0。</translation>
  </message>
  <message>
   <source>%1: step must be more than 0 and at most 1, sigma_scale at most 10.</source>
   <translation>%1：step 必须大于 0 且不超过 1，sigma_scale 不超过 10。</translation>
  </message>
  <message>
   <source>%1: the weights of a pack are named by its stages.</source>
   <translation>%1：模型包的权重由其各阶段指定。</translation>
  </message>
  <message>
   <source>%1: there is no earlier stage %2.</source>
   <translation>%1：没有更早的阶段 %2。</translation>
  </message>
  <message>
   <source>%1: there is no label %2.</source>
   <translation>%1：没有标签 %2。</translation>
  </message>
  <message>
   <source>%1: threshold must be from 0 to 1.</source>
   <translation>%1：threshold 必须在 0 到 1 之间。</translation>
  </message>
  <message>
   <source>%1: time_points must be from 2 to %2, least and most.</source>
   <translation>%1：time_points 必须在 2 到 %2 之间，依次为最少和最多。</translation>
  </message>
  <message>
   <source>%1: two channels have the same role.</source>
   <translation>%1：两个通道的角色相同。</translation>
  </message>
  <message>
   <source>%1: two labels have the same %2.</source>
   <translation>%1：两个标签的 %2 相同。</translation>
  </message>
  <message>
   <source>%1: two parameters have the same name.</source>
   <translation>%1：两个参数同名。</translation>
  </message>
  <message>
   <source>%1: two stages have the same name.</source>
   <translation>%1：两个阶段同名。</translation>
  </message>
  <message>
   <source>%1: weights in safetensors need an architecture, and other formats have none.</source>
   <translation>%1：safetensors 权重需要给出网络结构，其他格式则不需要。</translation>
  </message>
  <message>
   <source>%1; %2 GB of the memory are sums of %3 channels where tiles overlap</source>
   <translation>%1；其中 %2 GB 内存用于分块重叠处 %3 个通道的累加</translation>
  </message>
  <message>
   <source>%1; its result may be less exact.</source>
   <translation>%1；其结果可能不够精确。</translation>
  </message>
  <message>
   <source>(no unit)</source>
   <translation>（无单位）</translation>
  </message>
  <message>
   <source>(see above)</source>
   <translation>（见上文）</translation>
  </message>
  <message>
   <source>, %1 min left</source>
   <translation>，剩余 %1 分钟</translation>
  </message>
  <message>
   <source>, %1 times faster than torch float32</source>
   <translation>，比 torch float32 快 %1 倍</translation>
  </message>
  <message>
   <source>, and %1 MB are free</source>
   <translation>，空闲 %1 MB</translation>
  </message>
  <message>
   <source>, probably because the machine ran out of memory</source>
   <translation>，可能因为内存耗尽</translation>
  </message>
  <message>
   <source>, which no MeshNet has.</source>
   <translation>，MeshNet 没有这种层。</translation>
  </message>
  <message>
   <source>1 contour has coordinates that cannot be used and is left out.</source>
   <translation>1 条轮廓的坐标不可用，已略去。</translation>
  </message>
  <message>
   <source>1 of %1 referenced files is missing.</source>
   <translation>所引用的 %1 个文件中缺少 1 个。</translation>
  </message>
  <message>
   <source>1 past run</source>
   <translation>以往 1 次运行</translation>
  </message>
  <message>
   <source>1 slice is</source>
   <translation>1 层切片</translation>
  </message>
  <message>
   <source>1 slice of this series is missing</source>
   <translation>此序列缺少 1 层切片</translation>
  </message>
  <message>
   <source>3D crop box</source>
   <translation>三维裁剪框</translation>
  </message>
  <message>
   <source>A %1 cannot be written in a manifest.</source>
   <translation>%1 无法写入清单。</translation>
  </message>
  <message>
   <source>A CT series needs whole numbers; round the volume first.</source>
   <translation>CT 序列需要整数；请先将体数据取整。</translation>
  </message>
  <message>
   <source>A DICOM Segmentation belongs to a DICOM series, and this image is not one; save it as .nii.gz or .nrrd instead.</source>
   <translation>DICOM 分割须属于 DICOM 序列，而此图像不是；请改存为 .nii.gz 或 .nrrd。</translation>
  </message>
  <message>
   <source>A DICOM key object</source>
   <translation>DICOM 关键对象</translation>
  </message>
  <message>
   <source>A DICOM report of measurements</source>
   <translation>DICOM 测量报告</translation>
  </message>
  <message>
   <source>A block of shared memory is smaller than it claims to be.</source>
   <translation>一块共享内存比其声明的小。</translation>
  </message>
  <message>
   <source>A changed model needs a new one.</source>
   <translation>更改后的模型需要新的版本。</translation>
  </message>
  <message>
   <source>A cluster needs Dask, which is not installed: pip install "medviewer[cluster]".</source>
   <translation>集群需要 Dask，但未安装：pip install "medviewer[cluster]"。</translation>
  </message>
  <message>
   <source>A contour has a point whose coordinates are not numbers.</source>
   <translation>某条轮廓有坐标不是数值的点。</translation>
  </message>
  <message>
   <source>A contour is of a kind that is not known.</source>
   <translation>某条轮廓的类型未知。</translation>
  </message>
  <message>
   <source>A contour needs points of three coordinates each.</source>
   <translation>轮廓需要各有三个坐标的点。</translation>
  </message>
  <message>
   <source>A copy of %1 does not read back as it was written; check the disk.</source>
   <translation>%1 的副本读回后与写入的不同；请检查磁盘。</translation>
  </message>
  <message>
   <source>A drawing in the pixels must have their size.</source>
   <translation>像素中的图形必须与像素尺寸一致。</translation>
  </message>
  <message>
   <source>A figure does not have the points that its kind needs.</source>
   <translation>某个图形的点数与其类型不符。</translation>
  </message>
  <message>
   <source>A figure has a point that is no number.</source>
   <translation>某个图形有一个点不是数值。</translation>
  </message>
  <message>
   <source>A file; empty: the one beside the model, if any.</source>
   <translation>文件；留空：使用模型旁边的文件（如有）。</translation>
  </message>
  <message>
   <source>A key image</source>
   <translation>一幅关键图像</translation>
  </message>
  <message>
   <source>A key image is of an image without DICOM identifiers; save the key images as .json instead.</source>
   <translation>某幅关键图像没有 DICOM 标识；请将关键图像改存为 .json。</translation>
  </message>
  <message>
   <source>A layer in the look of a key image</source>
   <translation>关键图像外观中的图层</translation>
  </message>
  <message>
   <source>A link of two frames needs a rigid 4x4 matrix.</source>
   <translation>两个坐标系的联动需要一个刚性的 4x4 矩阵。</translation>
  </message>
  <message>
   <source>A lookup table needs entries of 1 to 16 bits.</source>
   <translation>查找表需要 1 到 16 位的条目。</translation>
  </message>
  <message>
   <source>A manifest (docs/model-packs.md); empty: the one beside the weights.</source>
   <translation>清单文件（docs/model-packs.md）；留空：使用权重旁边的清单。</translation>
  </message>
  <message>
   <source>A map of where several predictions disagree; the labels stay the same, and it takes longer.</source>
   <translation>显示多次预测分歧之处的图；标签不变，耗时更长。</translation>
  </message>
  <message>
   <source>A measurement lies on a slice whose file is not there any more; open the study again.</source>
   <translation>某个测量所在切片的文件已不存在；请重新打开检查。</translation>
  </message>
  <message>
   <source>A measurement lies on an image without DICOM identifiers; save the marks as .json instead.</source>
   <translation>某个测量所在的图像没有 DICOM 标识；请将标记改存为 .json。</translation>
  </message>
  <message>
   <source>A message is not a tuple.</source>
   <translation>消息不是元组。</translation>
  </message>
  <message>
   <source>A presentation state</source>
   <translation>显示状态</translation>
  </message>
  <message>
   <source>A result could not be kept for later: its folder cannot be written; open its series and run again.</source>
   <translation>有结果无法保留到以后：其文件夹无法写入；请打开其序列并重新运行。</translation>
  </message>
  <message>
   <source>A result holds %1.%2, which is not allowed.</source>
   <translation>结果含有 %1.%2，这是不允许的。</translation>
  </message>
  <message>
   <source>A result of this kind cannot be kept for later; open its series and run it again.</source>
   <translation>此类结果不能保留到以后；请打开其序列并重新运行。</translation>
  </message>
  <message>
   <source>A result that does not say which image it was made from cannot be kept.</source>
   <translation>未说明由哪幅图像生成的结果无法保留。</translation>
  </message>
  <message>
   <source>A result that was kept is damaged and cannot be shown; run the model again.</source>
   <translation>已保留的结果已损坏，无法显示；请重新运行模型。</translation>
  </message>
  <message>
   <source>A rotation needs a quaternion that is not zero.</source>
   <translation>旋转需要非零的四元数。</translation>
  </message>
  <message>
   <source>A second copy of the instance in %1.</source>
   <translation>%1 中的实例有第二份。</translation>
  </message>
  <message>
   <source>A segmentation needs its image: open the image first, then the segmentation.</source>
   <translation>分割需要其图像：请先打开图像，再打开分割。</translation>
  </message>
  <message>
   <source>A series is still being read: wait until all its slices are there.</source>
   <translation>有序列仍在读取：请等待其全部切片读完。</translation>
  </message>
  <message>
   <source>A single picture has no directions in the patient.</source>
   <translation>单幅图像在患者身上没有方向。</translation>
  </message>
  <message>
   <source>A single slice cannot be registered: choose two volumes.</source>
   <translation>单层切片无法配准：请选择两个体数据。</translation>
  </message>
  <message>
   <source>A stack is not a volume, so a result with a grid cannot be laid over it.</source>
   <translation>切片堆叠不是体数据，因此不能叠加带网格的结果。</translation>
  </message>
  <message>
   <source>A system library is missing or the display refuses. Run: make system</source>
   <translation>缺少系统库，或显示器拒绝访问。请运行：make system</translation>
  </message>
  <message>
   <source>A text with one name a line, background first, or a JSON table; empty: as the model says.</source>
   <translation>每行一个名称的文本（背景在前），或 JSON 表；留空：按模型所述。</translation>
  </message>
  <message>
   <source>A time series needs two or more volumes and a time for each.</source>
   <translation>时间序列需要两个或更多体数据，且各有时间。</translation>
  </message>
  <message>
   <source>A volume of one value only cannot be registered.</source>
   <translation>只有一种数值的体数据无法配准。</translation>
  </message>
  <message>
   <source>AI, REJECTED by a reader</source>
   <translation>AI，已被阅片者拒绝</translation>
  </message>
  <message>
   <source>AI, accepted by a reader</source>
   <translation>AI，已由阅片者接受</translation>
  </message>
  <message>
   <source>AI, edited by a reader</source>
   <translation>AI，已由阅片者编辑</translation>
  </message>
  <message>
   <source>AI, not reviewed</source>
   <translation>AI，未复核</translation>
  </message>
  <message>
   <source>AI, to be edited</source>
   <translation>AI，待编辑</translation>
  </message>
  <message>
   <source>Accept result</source>
   <translation>接受结果</translation>
  </message>
  <message>
   <source>Agreement %1 with the known answer (at least %2).</source>
   <translation>与已知答案的一致度为 %1（至少 %2）。</translation>
  </message>
  <message>
   <source>Algorithm Name</source>
   <translation>算法名称</translation>
  </message>
  <message>
   <source>Algorithm Parameters</source>
   <translation>算法参数</translation>
  </message>
  <message>
   <source>Algorithm Version</source>
   <translation>算法版本</translation>
  </message>
  <message>
   <source>All %1 files are as %2 says.</source>
   <translation>全部 %1 个文件均与 %2 所述一致。</translation>
  </message>
  <message>
   <source>An array in shared memory is not of plain numbers.</source>
   <translation>共享内存中的数组不是普通数值。</translation>
  </message>
  <message>
   <source>An image that is larger than its window is searched window by window and the boxes are brought together; its authors average what the network says of overlapping windows first</source>
   <translation>大于其窗口的图像逐窗口搜索，再合并检测框；其作者则先对重叠窗口的网络输出取平均</translation>
  </message>
  <message>
   <source>Anatomical structures as TotalSegmentator segments them. Research use only.</source>
   <translation>按 TotalSegmentator 的方式分割解剖结构。仅供研究使用。</translation>
  </message>
  <message>
   <source>Another %1 %2 is installed; a changed pack needs a new version number, or remove the installed one first.</source>
   <translation>已安装另一个 %1 %2；改动过的模型包需要新的版本号，或先移除已安装的。</translation>
  </message>
  <message>
   <source>Another %1 %2 is installed; a changed pack needs a new version.</source>
   <translation>已安装另一个 %1 %2；改动过的模型包需要新的版本号。</translation>
  </message>
  <message>
   <source>Another member of the archive has the same name.</source>
   <translation>压缩包中另有同名成员。</translation>
  </message>
  <message>
   <source>Another model in %1 has the same id %2.</source>
   <translation>%1 中的另一模型使用了相同的标识 %2。</translation>
  </message>
  <message>
   <source>Arithmetic</source>
   <translation>运算精度</translation>
  </message>
  <message>
   <source>Best illustration of finding</source>
   <translation>最能说明所见的图像</translation>
  </message>
  <message>
   <source>Both series lie in one frame of reference: they match as they are.</source>
   <translation>两个序列在同一坐标系中：无需配准即已对应。</translation>
  </message>
  <message>
   <source>Bringing the boxes together</source>
   <translation>正在合并检测框</translation>
  </message>
  <message>
   <source>Bringing the image back</source>
   <translation>正在还原图像</translation>
  </message>
  <message>
   <source>CT MIP</source>
   <translation>CT MIP</translation>
  </message>
  <message>
   <source>CT bone</source>
   <translation>CT 骨</translation>
  </message>
  <message>
   <source>CT lung</source>
   <translation>CT 肺</translation>
  </message>
  <message>
   <source>CT skin</source>
   <translation>CT 皮肤</translation>
  </message>
  <message>
   <source>CT soft tissue</source>
   <translation>CT 软组织</translation>
  </message>
  <message>
   <source>CT vessels</source>
   <translation>CT 血管</translation>
  </message>
  <message>
   <source>Called back before it was done.</source>
   <translation>在完成之前被收回。</translation>
  </message>
  <message>
   <source>Can be trusted as a map of what the model looked at: the probability falls faster when the hottest parts are hidden first (%1), and a network with random weights gives another map (similarity %2). It does not say that the model is right.</source>
   <translation>可作为模型关注部位的图来信任：先隐藏最热部位时概率下降更快 (%1)，而随机权重的网络给出不同的图（相似度 %2）。这并不说明模型是正确的。</translation>
  </message>
  <message>
   <source>Case %1 is the very same data.</source>
   <translation>病例 %1 是完全相同的数据。</translation>
  </message>
  <message>
   <source>Certainty of Finding</source>
   <translation>所见的确定程度</translation>
  </message>
  <message>
   <source>Change in per cent</source>
   <translation>变化百分比</translation>
  </message>
  <message>
   <source>Change of sum from baseline</source>
   <translation>径线总和相对基线的变化</translation>
  </message>
  <message>
   <source>Change of sum from nadir</source>
   <translation>径线总和相对最低值的变化</translation>
  </message>
  <message>
   <source>Checked by: ______________________    Date: ______________    Signature: ______________</source>
   <translation>检查者：______________________    日期：______________    签名：______________</translation>
  </message>
  <message>
   <source>Checked the result</source>
   <translation>已检查结果</translation>
  </message>
  <message>
   <source>Checking the hash</source>
   <translation>正在检查哈希</translation>
  </message>
  <message>
   <source>Checking what was written</source>
   <translation>正在检查写入的内容</translation>
  </message>
  <message>
   <source>Checking windows</source>
   <translation>正在检查窗宽窗位</translation>
  </message>
  <message>
   <source>Cleaning up</source>
   <translation>正在清理</translation>
  </message>
  <message>
   <source>Close programs that use the processor; a layout of one view is faster.</source>
   <translation>请关闭占用处理器的程序；单视图布局更快。</translation>
  </message>
  <message>
   <source>Close result</source>
   <translation>关闭结果</translation>
  </message>
  <message>
   <source>Colours of %1 bits a sample are not read.</source>
   <translation>不支持读取每样本 %1 位的彩色。</translation>
  </message>
  <message>
   <source>Colours of the file that let others through are shown opaque.</source>
   <translation>文件中的半透明颜色以不透明显示。</translation>
  </message>
  <message>
   <source>Colours of the photometric kind %1 are not read.</source>
   <translation>不支持读取光度类型为 %1 的彩色。</translation>
  </message>
  <message>
   <source>Comparing with what is done</source>
   <translation>正在与已完成的内容比较</translation>
  </message>
  <message>
   <source>Compressed pictures with %1 bits a pixel are not read.</source>
   <translation>不支持读取每像素 %1 位的压缩图像。</translation>
  </message>
  <message>
   <source>Converted from %1; nothing of it was run.</source>
   <translation>由 %1 转换而来；未运行其中任何内容。</translation>
  </message>
  <message>
   <source>Converted here, so nobody has signed it.</source>
   <translation>在本机转换，因此没有签名。</translation>
  </message>
  <message>
   <source>Converting %1 of %2</source>
   <translation>正在转换第 %1 个，共 %2 个</translation>
  </message>
  <message>
   <source>Copying, %1 of %2</source>
   <translation>正在复制，第 %1 个，共 %2 个</translation>
  </message>
  <message>
   <source>Current Response</source>
   <translation>当前疗效</translation>
  </message>
  <message>
   <source>Current or specified time</source>
   <translation>当前或指定时间</translation>
  </message>
  <message>
   <source>DICOM's words, separated by commas: CT, MR, DX, MG, US, PT, NM.</source>
   <translation>DICOM 用词，以逗号分隔：CT, MR, DX, MG, US, PT, NM。</translation>
  </message>
  <message>
   <source>DICOM's words, such as CHEST; empty: any.</source>
   <translation>DICOM 用词，例如 CHEST；留空：任意。</translation>
  </message>
  <message>
   <source>Dataset%1 of the task %2 %3</source>
   <translation>任务 %2 的 Dataset%1 %3</translation>
  </message>
  <message>
   <source>Describing the network</source>
   <translation>正在描述网络</translation>
  </message>
  <message>
   <source>Distance of neighbouring tiles over their size: larger is faster and less exact.</source>
   <translation>相邻分块的距离与其大小之比：越大越快，但越不精确。</translation>
  </message>
  <message>
   <source>Done by an earlier run.</source>
   <translation>已由较早的运行完成。</translation>
  </message>
  <message>
   <source>Edit result</source>
   <translation>编辑结果</translation>
  </message>
  <message>
   <source>Edit result later</source>
   <translation>稍后编辑结果</translation>
  </message>
  <message>
   <source>Ember</source>
   <translation>余烬</translation>
  </message>
  <message>
   <source>Empty: as the manifest says.</source>
   <translation>留空：按清单所述。</translation>
  </message>
  <message>
   <source>Every frame of a stack needs one plane of its own shape.</source>
   <translation>堆叠的每一帧都需要一个与其形状相同的平面。</translation>
  </message>
  <message>
   <source>Every slice names a frame of reference of its own; they are taken as one by their positions.</source>
   <translation>每层切片各有自己的坐标系；按其位置视为同一坐标系。</translation>
  </message>
  <message>
   <source>Explaining what %1 says needs more memory than is free for this series; close other series or programs, or choose another method.</source>
   <translation>解释 %1 的结论所需的内存超过此序列可用的内存；请关闭其他序列或程序，或选择其他方法。</translation>
  </message>
  <message>
   <source>FAIL: %1 of %2 measurements are not: %3.</source>
   <translation>不合格：%2 项测量中有 %1 项不在允差内：%3。</translation>
  </message>
  <message>
   <source>Files are read in a process of their own all the same; open none that you distrust.</source>
   <translation>文件仍在单独的进程中读取；请勿打开您不信任的文件。</translation>
  </message>
  <message>
   <source>Finding Site</source>
   <translation>病灶部位</translation>
  </message>
  <message>
   <source>Finding the fastest way to run %1</source>
   <translation>正在寻找运行 %1 的最快方式</translation>
  </message>
  <message>
   <source>Finding the fastest way to run it</source>
   <translation>正在寻找最快的运行方式</translation>
  </message>
  <message>
   <source>Finding the peaks</source>
   <translation>正在寻找峰值</translation>
  </message>
  <message>
   <source>Frame %1 is left out: %2</source>
   <translation>略去第 %1 帧：%2</translation>
  </message>
  <message>
   <source>From which probability on a finding counts as positive.</source>
   <translation>概率从多少起计为阳性发现。</translation>
  </message>
  <message>
   <source>Gantry tilt of %1 degrees, corrected: resampled to a straight grid.</source>
   <translation>机架倾斜 %1 度，已校正：重采样到正直网格。</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>灰阶</translation>
  </message>
  <message>
   <source>Hanging rule %1</source>
   <translation>挂片规则 %1</translation>
  </message>
  <message>
   <source>Hidden control characters were left out of the text.</source>
   <translation>文字中的隐藏控制字符已略去。</translation>
  </message>
  <message>
   <source>Hot iron</source>
   <translation>热铁</translation>
  </message>
  <message>
   <source>How many of the networks that were trained on parts of the data are averaged.</source>
   <translation>对多少个用部分数据训练的网络取平均。</translation>
  </message>
  <message>
   <source>Images are brought to its spacing, as it says for raw ones</source>
   <translation>图像变换到其间距，与其对原始图像的说明相同</translation>
  </message>
  <message>
   <source>In one tile around it the network finds no %1, so it cannot be explained.</source>
   <translation>在其周围的一个图块中，网络没有找到 %1，因此无法解释。</translation>
  </message>
  <message>
   <source>In one tile around it the network finds no box of %1, so it cannot be explained.</source>
   <translation>在其周围的一个图块中，网络没有找到 %1 的框，因此无法解释。</translation>
  </message>
  <message>
   <source>In the past</source>
   <translation>既往</translation>
  </message>
  <message>
   <source>Install the pinned dependencies again: make run</source>
   <translation>请重新安装固定版本的依赖：make run</translation>
  </message>
  <message>
   <source>It asks for a size on the screen; its area is fitted into the view instead.</source>
   <translation>它要求屏幕上的特定尺寸；改为使其区域适合视图。</translation>
  </message>
  <message>
   <source>It belongs to a point in time of which other pictures cannot be read.</source>
   <translation>它所属的时间点有其他图像无法读取。</translation>
  </message>
  <message>
   <source>It cannot be shown truly.</source>
   <translation>无法如实显示。</translation>
  </message>
  <message>
   <source>It gives one value everywhere for each of the made-up images that were tried, so its golden case tells little; add a real one</source>
   <translation>对试过的每幅虚构图像，它处处给出同一个值，因此其标准病例说明不了什么；请添加真实病例</translation>
  </message>
  <message>
   <source>It holds more than a session can.</source>
   <translation>其内容超过一个会话所能容纳的范围。</translation>
  </message>
  <message>
   <source>It holds no picture.</source>
   <translation>其中没有图像。</translation>
  </message>
  <message>
   <source>It is a link, not a file.</source>
   <translation>它是链接，不是文件。</translation>
  </message>
  <message>
   <source>It is a pipe or a device, not a file</source>
   <translation>它是管道或设备，不是文件</translation>
  </message>
  <message>
   <source>It is an archive in an archive; unpack the outer one first.</source>
   <translation>它是压缩包中的压缩包；请先解压外层。</translation>
  </message>
  <message>
   <source>It is damaged or not as its format has it (%1).</source>
   <translation>它已损坏或不符合其格式（%1）。</translation>
  </message>
  <message>
   <source>It is encrypted; unpack the archive with its password first.</source>
   <translation>它已加密；请先用密码解压。</translation>
  </message>
  <message>
   <source>It is not known where in the image this network's tokens lie.</source>
   <translation>不清楚此网络的各 token 位于图像何处。</translation>
  </message>
  <message>
   <source>It is packed by a method that is not read; unpack the archive first.</source>
   <translation>其打包方式无法读取；请先解压。</translation>
  </message>
  <message>
   <source>It is unreasonably large for a member of an archive; unpack the archive first.</source>
   <translation>作为压缩包成员它大得不合理；请先解压。</translation>
  </message>
  <message>
   <source>It lays a drawing of its own over the images that is not shown.</source>
   <translation>它在图像上叠加了自带的图形，该图形未显示。</translation>
  </message>
  <message>
   <source>It refers to a series that is not here</source>
   <translation>其引用的序列不在此处</translation>
  </message>
  <message>
   <source>It unpacks to more than fits into the memory of this computer.</source>
   <translation>解压后超出本机内存。</translation>
  </message>
  <message>
   <source>It was made to look at the foreground only; here it looks at all of the image</source>
   <translation>它原本只处理前景；此处处理整幅图像</translation>
  </message>
  <message>
   <source>It was stopped before it filled the machine's memory; close other series or programs and try again.</source>
   <translation>它在占满本机内存之前已被停止；请关闭其他序列或程序后重试。</translation>
  </message>
  <message>
   <source>Its %1 shutter cannot be applied; nothing is hidden by it.</source>
   <translation>其%1遮挡无法应用；没有因此隐藏任何内容。</translation>
  </message>
  <message>
   <source>Its floating point pixels are stored in an unknown way.</source>
   <translation>其浮点像素的存储方式未知。</translation>
  </message>
  <message>
   <source>Its modality transformation differs from that of the image and cannot be applied.</source>
   <translation>其成像变换与图像的不同，无法应用。</translation>
  </message>
  <message>
   <source>Its name leads out of the archive.</source>
   <translation>其名称指向压缩包之外。</translation>
  </message>
  <message>
   <source>Its name, such as Apache-2.0.</source>
   <translation>其名称，例如 Apache-2.0。</translation>
  </message>
  <message>
   <source>Its own training may build another network than its plans say; yes if you know that it does not.</source>
   <translation>其自有的训练可能构建与其计划不同的网络；若您知道并非如此，请选是。</translation>
  </message>
  <message>
   <source>Its presentation lookup table cannot be used.</source>
   <translation>其显示查找表无法使用。</translation>
  </message>
  <message>
   <source>JPEG 2000 by JPIP, which keeps its pixels on a server</source>
   <translation>JPIP 方式的 JPEG 2000，其像素保存在服务器上</translation>
  </message>
  <message>
   <source>JPIP, which keeps its pixels on a server</source>
   <translation>JPIP，其像素保存在服务器上</translation>
  </message>
  <message>
   <source>Key Object Description</source>
   <translation>关键对象描述</translation>
  </message>
  <message>
   <source>Key image %1</source>
   <translation>关键图像 %1</translation>
  </message>
  <message>
   <source>Key images</source>
   <translation>关键图像</translation>
  </message>
  <message>
   <source>Known case</source>
   <translation>已知病例</translation>
  </message>
  <message>
   <source>Known case in other orientations</source>
   <translation>其他方向的已知病例</translation>
  </message>
  <message>
   <source>Known case on a tilted grid</source>
   <translation>倾斜网格上的已知病例</translation>
  </message>
  <message>
   <source>Labels %1 do not fill the grid %2.</source>
   <translation>标签 %1 未填满网格 %2。</translation>
  </message>
  <message>
   <source>Large series and models need %1 GB, %2 of it free.</source>
   <translation>大型序列和模型需要 %1 GB，其中空闲 %2 GB。</translation>
  </message>
  <message>
   <source>Left out of its archive, as files that macOS adds: %1%2</source>
   <translation>未放入其压缩包（macOS 附加的文件）：%1%2</translation>
  </message>
  <message>
   <source>Letters, digits, - _ and points; names its folder.</source>
   <translation>字母、数字、- _ 和点；用作其文件夹名。</translation>
  </message>
  <message>
   <source>Link at these slices</source>
   <translation>从当前切片起联动</translation>
  </message>
  <message>
   <source>Loading the network</source>
   <translation>正在加载网络</translation>
  </message>
  <message>
   <source>Looking at the model</source>
   <translation>正在查看模型</translation>
  </message>
  <message>
   <source>Looking for files, %1 found</source>
   <translation>正在查找文件，已找到 %1 个</translation>
  </message>
  <message>
   <source>Looking for the table</source>
   <translation>正在识别检查床</translation>
  </message>
  <message>
   <source>Made for %1; tested on the first of them.</source>
   <translation>针对 %1 生成；在其中第一层上检验。</translation>
  </message>
  <message>
   <source>Made of one tile around it; the rest of the image is not seen.</source>
   <translation>由其周围的一个图块生成；图像的其余部分未被考虑。</translation>
  </message>
  <message>
   <source>Make the folder writable, or free some room on its disk.</source>
   <translation>请使该文件夹可写，或在其磁盘上腾出空间。</translation>
  </message>
  <message>
   <source>Making surfaces</source>
   <translation>正在生成表面</translation>
  </message>
  <message>
   <source>Manifest, card and licence</source>
   <translation>清单、说明卡和许可证</translation>
  </message>
  <message>
   <source>Measuring %1 with %2 %3</source>
   <translation>正在用 %2 %3 测量 %1</translation>
  </message>
  <message>
   <source>Measuring the error</source>
   <translation>正在测量误差</translation>
  </message>
  <message>
   <source>Measuring the phantom, %1</source>
   <translation>正在测量体模 %1</translation>
  </message>
  <message>
   <source>Millimetres, one number or three; empty: as they come.</source>
   <translation>毫米，一个或三个数字；留空：保持原样。</translation>
  </message>
  <message>
   <source>Mirrored copies</source>
   <translation>镜像副本</translation>
  </message>
  <message>
   <source>Models cannot be kept in %1 (%2); choose another.</source>
   <translation>模型无法保存在 %1 (%2)；请选择其他位置。</translation>
  </message>
  <message>
   <source>Names of the images that it takes, such as T1, T2, FLAIR; empty: one image.</source>
   <translation>它所需图像的名称，例如 T1, T2, FLAIR；留空：一个图像。</translation>
  </message>
  <message>
   <source>Networks</source>
   <translation>网络数</translation>
  </message>
  <message>
   <source>No SUV can be computed, and values stay in %1: %2.</source>
   <translation>无法计算 SUV，数值仍以 %1 为单位：%2。</translation>
  </message>
  <message>
   <source>No graphics card that torch can use was found; choose auto or cpu.</source>
   <translation>未找到 torch 可用的显卡；请选择 auto 或 cpu。</translation>
  </message>
  <message>
   <source>No path was given; choose a file or a folder.</source>
   <translation>未给出路径；请选择文件或文件夹。</translation>
  </message>
  <message>
   <source>No study is open.</source>
   <translation>没有打开的检查。</translation>
  </message>
  <message>
   <source>No voxels inside</source>
   <translation>内部没有体素</translation>
  </message>
  <message>
   <source>Not a key.</source>
   <translation>不是有效的密钥。</translation>
  </message>
  <message>
   <source>Not begun.</source>
   <translation>未开始。</translation>
  </message>
  <message>
   <source>Not stated by its authors. Research use only.</source>
   <translation>作者未说明。仅供研究使用。</translation>
  </message>
  <message>
   <source>Not to be trusted: %1.</source>
   <translation>不可信任：%1。</translation>
  </message>
  <message>
   <source>Not to be trusted: nothing in the image speaks for this statement.</source>
   <translation>不可信任：图像中没有任何内容支持该结论。</translation>
  </message>
  <message>
   <source>Not to be trusted: taking the whole image away hardly lowers the probability (%1 to %2), so no map can say what it rests on.</source>
   <translation>不可信任：去掉整幅图像几乎不降低概率（%1 到 %2），因此没有图能说明其依据。</translation>
  </message>
  <message>
   <source>Nothing in %1 can be copied as it is; index it in place instead.</source>
   <translation>%1 中没有可原样复制的内容；请改用原位索引。</translation>
  </message>
  <message>
   <source>Nothing in %1 can be opened; the first of %2 reasons: %3</source>
   <translation>%1 中没有可打开的内容；共 %2 条原因，第一条：%3</translation>
  </message>
  <message>
   <source>Nothing on this machine runs the networks of the pack as it should.</source>
   <translation>本机没有能正确运行该模型包网络的程序。</translation>
  </message>
  <message>
   <source>Numbers in the order of its axes, such as 96 96 96.</source>
   <translation>按其轴的顺序填写数字，例如 96 96 96。</translation>
  </message>
  <message>
   <source>ONNX's checker refuses it (%1).</source>
   <translation>ONNX 的检查程序拒绝它 (%1)。</translation>
  </message>
  <message>
   <source>Oblique planes</source>
   <translation>斜切平面</translation>
  </message>
  <message>
   <source>Ocean</source>
   <translation>海洋</translation>
  </message>
  <message>
   <source>Of %1 points in time these are shown apart: %2 (%3).</source>
   <translation>%1 个时间点中以下时间点单独显示：%2（%3）。</translation>
  </message>
  <message>
   <source>On a tilted grid agreement %1 in the world (at least %2).</source>
   <translation>倾斜网格上的空间一致度为 %1（至少 %2）。</translation>
  </message>
  <message>
   <source>On a tilted grid the answer lies at the right place, but the network itself answers otherwise (agreement %1): be careful with tilted slices.</source>
   <translation>在倾斜网格上答案的位置正确，但网络本身的答案不同（一致度 %1）：对倾斜切片请谨慎。</translation>
  </message>
  <message>
   <source>Once more</source>
   <translation>再来一次</translation>
  </message>
  <message>
   <source>One large view, with the others and 3D</source>
   <translation>一个大视图，旁边是其他视图和三维</translation>
  </message>
  <message>
   <source>One sentence for whoever runs it.</source>
   <translation>写给使用者的一句话。</translation>
  </message>
  <message>
   <source>One view</source>
   <translation>单视图</translation>
  </message>
  <message>
   <source>Only DICOM is read inside an archive; unpack it first.</source>
   <translation>压缩包内只读取 DICOM；请先解压。</translation>
  </message>
  <message>
   <source>Only what a model made can be saved to a file of its own.</source>
   <translation>只有模型生成的内容才能单独保存为文件。</translation>
  </message>
  <message>
   <source>Only what a model states can be explained.</source>
   <translation>只能解释模型的结论。</translation>
  </message>
  <message>
   <source>Open all series that the model was run on; then its statement can be explained.</source>
   <translation>请打开模型运行时所用的全部序列；然后才能解释其结论。</translation>
  </message>
  <message>
   <source>OpenGL</source>
   <translation>OpenGL</translation>
  </message>
  <message>
   <source>OpenVINO cannot run it (%1)</source>
   <translation>OpenVINO 无法运行 (%1)</translation>
  </message>
  <message>
   <source>Opening a file for writing is not allowed in this process.</source>
   <translation>此进程不允许打开文件写入。</translation>
  </message>
  <message>
   <source>Operating point</source>
   <translation>工作点</translation>
  </message>
  <message>
   <source>Other files,</source>
   <translation>其他文件，</translation>
  </message>
  <message>
   <source>Other files, %1 of %2</source>
   <translation>其他文件，%1 / %2</translation>
  </message>
  <message>
   <source>Other files, %1 of %2, %3 min left</source>
   <translation>其他文件，%1 / %2，剩余 %3 分钟</translation>
  </message>
  <message>
   <source>Other files, %1 of %2, %3 s left</source>
   <translation>其他文件，%1 / %2，剩余 %3 s</translation>
  </message>
  <message>
   <source>PASS: all %1 measurements are within their tolerance.</source>
   <translation>合格：全部 %1 项测量均在允差内。</translation>
  </message>
  <message>
   <source>Pictures of %1 samples a pixel are not read.</source>
   <translation>不支持读取每像素 %1 个样本的图像。</translation>
  </message>
  <message>
   <source>Pictures of the photometric kind %1 are not read.</source>
   <translation>不支持读取光度类型为 %1 的图像。</translation>
  </message>
  <message>
   <source>Pictures, 3D and models work without it; some desktops need it for windows.</source>
   <translation>没有它，图像、三维和模型仍可工作；某些桌面系统的窗口需要它。</translation>
  </message>
  <message>
   <source>Preparing the image</source>
   <translation>正在准备图像</translation>
  </message>
  <message>
   <source>Preparing the volumes</source>
   <translation>正在准备体数据</translation>
  </message>
  <message>
   <source>Preparing time point %1 of %2</source>
   <translation>正在准备第 %1 个时间点（共 %2 个）</translation>
  </message>
  <message>
   <source>Presentation state</source>
   <translation>显示状态</translation>
  </message>
  <message>
   <source>Putting it together</source>
   <translation>正在汇总</translation>
  </message>
  <message>
   <source>Qt</source>
   <translation>Qt</translation>
  </message>
  <message>
   <source>Qt %1, platform %2, screens %3</source>
   <translation>Qt %1，平台 %2，屏幕 %3</translation>
  </message>
  <message>
   <source>Reading %1 of %2</source>
   <translation>正在读取 %1 / %2</translation>
  </message>
  <message>
   <source>Reading %1 of %2, %3 min left</source>
   <translation>正在读取 %1 / %2，剩余 %3 分钟</translation>
  </message>
  <message>
   <source>Reading %1 of %2, %3 s left</source>
   <translation>正在读取 %1 / %2，剩余 %3 s</translation>
  </message>
  <message>
   <source>Reading contours</source>
   <translation>正在读取轮廓</translation>
  </message>
  <message>
   <source>Reading drawings</source>
   <translation>正在读取图形</translation>
  </message>
  <message>
   <source>Reading headers,</source>
   <translation>正在读取文件头，</translation>
  </message>
  <message>
   <source>Reading headers, %1 of %2</source>
   <translation>正在读取文件头，%1 / %2</translation>
  </message>
  <message>
   <source>Reading headers, %1 of %2, %3 min left</source>
   <translation>正在读取文件头，%1 / %2，剩余 %3 分钟</translation>
  </message>
  <message>
   <source>Reading headers, %1 of %2, %3 s left</source>
   <translation>正在读取文件头，%1 / %2，剩余 %3 s</translation>
  </message>
  <message>
   <source>Reading the document</source>
   <translation>正在读取文档</translation>
  </message>
  <message>
   <source>Reading the file</source>
   <translation>正在读取文件</translation>
  </message>
  <message>
   <source>Reading the labels</source>
   <translation>正在读取标签</translation>
  </message>
  <message>
   <source>Reading the measurements</source>
   <translation>正在读取测量</translation>
  </message>
  <message>
   <source>Reading the presentation state</source>
   <translation>正在读取显示状态</translation>
  </message>
  <message>
   <source>Reading the report</source>
   <translation>正在读取报告</translation>
  </message>
  <message>
   <source>Reading the segmentation</source>
   <translation>正在读取分割</translation>
  </message>
  <message>
   <source>Reading the source headers</source>
   <translation>正在读取来源文件头</translation>
  </message>
  <message>
   <source>Reading the structure set</source>
   <translation>正在读取结构集</translation>
  </message>
  <message>
   <source>Reading the time points in order</source>
   <translation>正在按顺序读取时间点</translation>
  </message>
  <message>
   <source>Reading the weights</source>
   <translation>正在读取权重</translation>
  </message>
  <message>
   <source>Reading what the bundle does</source>
   <translation>正在读取 bundle 的处理步骤</translation>
  </message>
  <message>
   <source>Reject result</source>
   <translation>拒绝结果</translation>
  </message>
  <message>
   <source>Resampling, %1 of %2</source>
   <translation>正在重采样，第 %1 层，共 %2 层</translation>
  </message>
  <message>
   <source>Response Evaluation Method</source>
   <translation>疗效评价方法</translation>
  </message>
  <message>
   <source>Review again</source>
   <translation>重新复核</translation>
  </message>
  <message>
   <source>Running on %1.</source>
   <translation>在 %1 上运行。</translation>
  </message>
  <message>
   <source>Running on the graphics card %1, as asked.</source>
   <translation>按要求在显卡 %1 上运行。</translation>
  </message>
  <message>
   <source>Running on the processor, as asked.</source>
   <translation>按要求在处理器上运行。</translation>
  </message>
  <message>
   <source>Running on the processor: no graphics card that torch can use was found.</source>
   <translation>在处理器上运行：未找到 torch 可用的显卡。</translation>
  </message>
  <message>
   <source>Running on the processor: only %1 GB of the graphics card are free.</source>
   <translation>在处理器上运行：显卡只有 %1 GB 空闲。</translation>
  </message>
  <message>
   <source>Running the known case</source>
   <translation>正在运行已知病例</translation>
  </message>
  <message>
   <source>Running the known case in the order %1</source>
   <translation>正在按 %1 的顺序运行已知病例</translation>
  </message>
  <message>
   <source>Running the known case on a tilted grid</source>
   <translation>正在倾斜网格上运行已知病例</translation>
  </message>
  <message>
   <source>Running the model on a made-up case</source>
   <translation>正在用虚构病例运行模型</translation>
  </message>
  <message>
   <source>Running the network</source>
   <translation>正在运行网络</translation>
  </message>
  <message>
   <source>Running the network, %1 min left</source>
   <translation>正在运行网络，剩余 %1 分钟</translation>
  </message>
  <message>
   <source>Running the network, %1 s left</source>
   <translation>正在运行网络，剩余 %1 秒</translation>
  </message>
  <message>
   <source>Runs it once on a made-up image and keeps the answer.</source>
   <translation>在虚构的图像上运行一次并保存结果。</translation>
  </message>
  <message>
   <source>Runs on this machine</source>
   <translation>可在本机运行</translation>
  </message>
  <message>
   <source>Saving the document</source>
   <translation>正在保存文档</translation>
  </message>
  <message>
   <source>Saving the report</source>
   <translation>正在保存报告</translation>
  </message>
  <message>
   <source>Score of an anomaly</source>
   <translation>异常得分</translation>
  </message>
  <message>
   <source>See: medviewer models list</source>
   <translation>请查看：medviewer models list</translation>
  </message>
  <message>
   <source>Segmentation of %1 in %2, for research.</source>
   <translation>在%2中分割 %1，供研究使用。</translation>
  </message>
  <message>
   <source>Segmentation saved by medviewer</source>
   <translation>由 medviewer 保存的分割</translation>
  </message>
  <message>
   <source>Signed with the key %1.</source>
   <translation>由密钥 %1 签名。</translation>
  </message>
  <message>
   <source>Smallest sum of diameters before</source>
   <translation>此前最小径线总和</translation>
  </message>
  <message>
   <source>Started %1, took %2 s</source>
   <translation>开始于 %1，用时 %2 s</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>步长</translation>
  </message>
  <message>
   <source>Steps, separated by semicolons: minmax, zscore, zscore 0.45 0.22, range -1000 1000 0 1 clip, percentile 5 95 clip, none.</source>
   <translation>以分号分隔的步骤：minmax, zscore, zscore 0.45 0.22, range -1000 1000 0 1 clip, percentile 5 95 clip, none。</translation>
  </message>
  <message>
   <source>Stopped before it was done.</source>
   <translation>在完成之前已停止。</translation>
  </message>
  <message>
   <source>Straight planes</source>
   <translation>恢复平面正直</translation>
  </message>
  <message>
   <source>Structure set</source>
   <translation>结构集</translation>
  </message>
  <message>
   <source>Studies on this disk load slowly: copy them to a faster one, or free some room.</source>
   <translation>此磁盘上的检查读取较慢：请将其复制到更快的磁盘，或腾出空间。</translation>
  </message>
  <message>
   <source>Sum of diameters of target lesions</source>
   <translation>靶病灶径线总和</translation>
  </message>
  <message>
   <source>T1-weighted images of the head</source>
   <translation>头部 T1 加权图像</translation>
  </message>
  <message>
   <source>Target Lesion Complete Response</source>
   <translation>靶病灶完全缓解</translation>
  </message>
  <message>
   <source>Target Lesion Partial Response</source>
   <translation>靶病灶部分缓解</translation>
  </message>
  <message>
   <source>Target Lesion Progressive Disease</source>
   <translation>靶病灶进展</translation>
  </message>
  <message>
   <source>Target Lesion Stable Disease</source>
   <translation>靶病灶稳定</translation>
  </message>
  <message>
   <source>Temporal context</source>
   <translation>时间背景</translation>
  </message>
  <message>
   <source>The %1 could not be given this work (%2).</source>
   <translation>此工作无法交给 %1 进程 (%2)。</translation>
  </message>
  <message>
   <source>The %1 could not be started; its log says why.</source>
   <translation>无法启动 %1 进程；其日志中有原因。</translation>
  </message>
  <message>
   <source>The %1 gave back something that is not allowed.</source>
   <translation>%1 进程返回了不允许的内容。</translation>
  </message>
  <message>
   <source>The %1 maps of the network %2 need %3 GB of memory for this image and %4 GB are free; close other images or programs.</source>
   <translation>网络 %2 的 %1 个图处理此图像需要 %3 GB 内存，目前空闲 %4 GB；请关闭其他图像或程序。</translation>
  </message>
  <message>
   <source>The %1 points in time do not share one grid: each is a series of its own.</source>
   <translation>%1 个时间点不在同一网格上：各自成为一个序列。</translation>
  </message>
  <message>
   <source>The %1 stopped while working on “%2”%3; nothing else is affected.</source>
   <translation>%1 进程在处理“%2”时停止%3；其他内容不受影响。</translation>
  </message>
  <message>
   <source>The 3D picture was not finished.</source>
   <translation>三维图像未完成。</translation>
  </message>
  <message>
   <source>The DICOM Segmentation was not saved: it does not open again (%1)</source>
   <translation>未保存 DICOM 分割：保存后无法重新打开 (%1)</translation>
  </message>
  <message>
   <source>The DICOM Segmentation was not saved: what was read back differs from what was written; save it as .nii.gz or .nrrd instead.</source>
   <translation>未保存 DICOM 分割：读回的内容与写入的不同；请改存为 .nii.gz 或 .nrrd。</translation>
  </message>
  <message>
   <source>The DICOMDIR names a file outside its own folder, which is not followed.</source>
   <translation>DICOMDIR 列出了其文件夹之外的文件，因此不读取。</translation>
  </message>
  <message>
   <source>The DICOMDIR names this file, which is not there.</source>
   <translation>DICOMDIR 列出了此文件，但它不存在。</translation>
  </message>
  <message>
   <source>The SHA-256 must be 64 hexadecimal digits; ask for it where the address came from.</source>
   <translation>SHA-256 必须是 64 位十六进制数字；请向提供该地址的一方索取。</translation>
  </message>
  <message>
   <source>The address does not end in a plain file name; give one with -o.</source>
   <translation>该地址末尾不是普通文件名；请用 -o 指定。</translation>
  </message>
  <message>
   <source>The archive holds no DICOM file.</source>
   <translation>压缩包中没有 DICOM 文件。</translation>
  </message>
  <message>
   <source>The arguments of %1 do not fit it: %2.</source>
   <translation>%1 的参数不符：%2。</translation>
  </message>
  <message>
   <source>The bits of a pixel are arranged in a way that is not read.</source>
   <translation>像素各位的排列方式无法读取。</translation>
  </message>
  <message>
   <source>The bits of an overlay plane do not fill its rows and columns.</source>
   <translation>叠加层的位数与其行列数不符。</translation>
  </message>
  <message>
   <source>The blocks of this network have different tokens, so no attention can be followed.</source>
   <translation>此网络各模块的 token 不同，因此无法追踪注意力。</translation>
  </message>
  <message>
   <source>The character set is missing or wrong; %1 was guessed.</source>
   <translation>字符集缺失或错误；推测为 %1。</translation>
  </message>
  <message>
   <source>The cluster could not do it (%1).</source>
   <translation>集群无法完成 (%1)。</translation>
  </message>
  <message>
   <source>The colours do not fill the grid of the values.</source>
   <translation>颜色未填满数值的网格。</translation>
  </message>
  <message>
   <source>The compressed frames do not have 8 or 16 bits a pixel.</source>
   <translation>压缩帧不是每像素 8 位或 16 位。</translation>
  </message>
  <message>
   <source>The compressed picture has no tiles.</source>
   <translation>压缩图像没有分块。</translation>
  </message>
  <message>
   <source>The compressed picture has restart markers within its rows, which is not read.</source>
   <translation>压缩图像在行内含有重启标记，不支持读取。</translation>
  </message>
  <message>
   <source>The compressed picture is %1, not %2 as the header says.</source>
   <translation>压缩图像为 %1，而不是文件头所述的 %2。</translation>
  </message>
  <message>
   <source>The compressed picture is cut into an unreasonable number of tiles.</source>
   <translation>压缩图像的分块数不合理。</translation>
  </message>
  <message>
   <source>The compressed picture is cut short.</source>
   <translation>压缩图像不完整。</translation>
  </message>
  <message>
   <source>The compressed picture is cut short: %1 of %2 tiles are there.</source>
   <translation>压缩图像不完整：%2 个分块中有 %1 个。</translation>
  </message>
  <message>
   <source>The compressed pixels are no lossless JPEG of full resolution.</source>
   <translation>压缩像素不是全分辨率的无损 JPEG。</translation>
  </message>
  <message>
   <source>The compressed pixels are not stored as fragments.</source>
   <translation>压缩像素没有按片段存储。</translation>
  </message>
  <message>
   <source>The compressed pixels cannot be decoded.</source>
   <translation>压缩像素无法解码。</translation>
  </message>
  <message>
   <source>The compressed pixels do not begin as JPEG 2000.</source>
   <translation>压缩像素的开头不是 JPEG 2000。</translation>
  </message>
  <message>
   <source>The compressed pixels do not begin as JPEG.</source>
   <translation>压缩像素的开头不是 JPEG。</translation>
  </message>
  <message>
   <source>The compressed pixels have no JPEG frame header.</source>
   <translation>压缩像素没有 JPEG 帧头。</translation>
  </message>
  <message>
   <source>The connection to %1 broke (%2); %3.</source>
   <translation>与 %1 的连接中断 (%2)；%3。</translation>
  </message>
  <message>
   <source>The damaged index %1 cannot be set aside; delete it and open the library again.</source>
   <translation>损坏的索引 %1 无法移开；请将其删除并重新打开影像库。</translation>
  </message>
  <message>
   <source>The deflated frame does not have the size that the header says.</source>
   <translation>压缩帧的大小与文件头所述不符。</translation>
  </message>
  <message>
   <source>The description of the frames is broken, so that none can be placed.</source>
   <translation>各帧的描述已损坏，因此都无法确定位置。</translation>
  </message>
  <message>
   <source>The detector gave %1 anchors and the pack's strides make %2 of them.</source>
   <translation>检测网络给出 %1 个锚框，而模型包的步长对应 %2 个。</translation>
  </message>
  <message>
   <source>The detector gave numbers of the shape %1; rows of %2 were expected.</source>
   <translation>检测网络给出形状为 %1 的数值；应为每行 %2 个。</translation>
  </message>
  <message>
   <source>The disk has too little room for %1 (%2 GB); make room first.</source>
   <translation>磁盘空间不足以存放 %1 (%2 GB)；请先腾出空间。</translation>
  </message>
  <message>
   <source>The distance between slices is uneven, %1 to %2 mm: resampled at the true positions.</source>
   <translation>切片间距不均匀，%1 到 %2 mm：已按真实位置重采样。</translation>
  </message>
  <message>
   <source>The dose file does not say where its planes lie in the patient.</source>
   <translation>剂量文件未说明其各平面在患者身上的位置。</translation>
  </message>
  <message>
   <source>The dose file gives %1 for its %2 planes, so they have no place.</source>
   <translation>剂量文件为其 %2 个平面给出 %1，因此无法确定其位置。</translation>
  </message>
  <message>
   <source>The drawing has no size that can be laid over the slice.</source>
   <translation>该图形没有可叠加到切片上的尺寸。</translation>
  </message>
  <message>
   <source>The drawing is cut short.</source>
   <translation>该图形不完整。</translation>
  </message>
  <message>
   <source>The drawing is neither in the file nor in its pixels.</source>
   <translation>该图形既不在文件中，也不在其像素中。</translation>
  </message>
  <message>
   <source>The drawing lies in bits that belong to the picture.</source>
   <translation>该图形所在的位属于图像本身。</translation>
  </message>
  <message>
   <source>The expected answer %1 cannot be read.</source>
   <translation>无法读取预期答案 %1。</translation>
  </message>
  <message>
   <source>The explanation of %1 is not shown, because it holds numbers that are not finite.</source>
   <translation>%1 的解释不显示，因为其中含有非有限数值。</translation>
  </message>
  <message>
   <source>The explanation of %1 is not shown, because it lies outside the picture.</source>
   <translation>%1 的解释不显示，因为它位于图像之外。</translation>
  </message>
  <message>
   <source>The file cannot be opened (%1).</source>
   <translation>无法打开文件 (%1)。</translation>
  </message>
  <message>
   <source>The file does not name the unit of its values; this model expects %1.</source>
   <translation>文件未说明其值的单位；此模型要求 %1。</translation>
  </message>
  <message>
   <source>The file does not say how far apart its slices lie, so that they have no place.</source>
   <translation>文件未说明其切片的间距，因此无法确定其位置。</translation>
  </message>
  <message>
   <source>The file does not say how large its dose values are.</source>
   <translation>文件未说明剂量值的大小。</translation>
  </message>
  <message>
   <source>The file does not say how many rows and columns its picture has.</source>
   <translation>文件未说明图像的行数和列数。</translation>
  </message>
  <message>
   <source>The file does not say how the patient lies; left and right may be exchanged.</source>
   <translation>文件未说明患者的体位；左右可能互换。</translation>
  </message>
  <message>
   <source>The file does not say how the picture lies in the patient.</source>
   <translation>文件未说明图像在患者身上的方位。</translation>
  </message>
  <message>
   <source>The file does not say how the picture was made; this model is for %1.</source>
   <translation>文件未说明图像的成像方式；此模型适用于 %1。</translation>
  </message>
  <message>
   <source>The file does not say its modality.</source>
   <translation>文件未说明成像类型。</translation>
  </message>
  <message>
   <source>The file does not say that its values are Hounsfield units.</source>
   <translation>文件未说明其值为亨氏单位。</translation>
  </message>
  <message>
   <source>The file does not say truly how many bits a pixel has.</source>
   <translation>文件未如实说明每像素的位数。</translation>
  </message>
  <message>
   <source>The file ends before its pixels.</source>
   <translation>文件在像素之前就结束了。</translation>
  </message>
  <message>
   <source>The file gives no pixel spacing: lengths are in pixels.</source>
   <translation>文件未给出像素间距：长度以像素计。</translation>
  </message>
  <message>
   <source>The file has %1 pages; only the first is shown.</source>
   <translation>文件有 %1 页；只显示第一页。</translation>
  </message>
  <message>
   <source>The file holds %1 values for each voxel; only the first is shown.</source>
   <translation>文件的每个体素有 %1 个值；只显示第一个。</translation>
  </message>
  <message>
   <source>The file holds more contours than can be shown; the first %1 are.</source>
   <translation>文件中的轮廓多于可显示的数量；显示前 %1 条。</translation>
  </message>
  <message>
   <source>The file holds more than %1 frames, which is more than can be shown.</source>
   <translation>文件含有超过 %1 帧，超出可显示的数量。</translation>
  </message>
  <message>
   <source>The file holds no hanging rules of this program.</source>
   <translation>文件中没有本程序的挂片规则。</translation>
  </message>
  <message>
   <source>The file holds no list of at most %1 hanging rules.</source>
   <translation>文件中没有不超过 %1 条挂片规则的列表。</translation>
  </message>
  <message>
   <source>The file holds no picture.</source>
   <translation>文件中没有图像。</translation>
  </message>
  <message>
   <source>The file holds no slice of a mosaic here.</source>
   <translation>文件在此处没有拼图中的切片。</translation>
  </message>
  <message>
   <source>The file is cut short in its compressed pixels.</source>
   <translation>文件的压缩像素不完整。</translation>
  </message>
  <message>
   <source>The file is cut short: %1 of %2 bytes of pixels are there.</source>
   <translation>文件不完整：%2 字节像素中有 %1 字节。</translation>
  </message>
  <message>
   <source>The file lays %1 over the picture that cannot be read and is not shown.</source>
   <translation>文件在图像上叠加了无法读取的 %1，未显示。</translation>
  </message>
  <message>
   <source>The file promises %1 and describes %2, so that none can be placed.</source>
   <translation>文件声明 %1，而描述了 %2，因此都无法确定位置。</translation>
  </message>
  <message>
   <source>The file promises %1 frames and holds %2 pieces of pixel data.</source>
   <translation>文件声明 %1 帧，而含有 %2 段像素数据。</translation>
  </message>
  <message>
   <source>The file says that it holds a PDF, but the document is none.</source>
   <translation>文件声明含有 PDF，但该文档不是 PDF。</translation>
  </message>
  <message>
   <source>The file was not saved: %1 cannot hold this volume's place in the patient; save it as .nrrd instead.</source>
   <translation>未保存文件：%1 无法保存此体数据在患者身上的位置；请改存为 .nrrd。</translation>
  </message>
  <message>
   <source>The file was not saved: what was read back differs from what was written; check the disk and try another folder.</source>
   <translation>未保存文件：读回的内容与写入的不同；请检查磁盘并换一个文件夹。</translation>
  </message>
  <message>
   <source>The files do not say where the pictures lie in the patient: shown one by one, no orientation.</source>
   <translation>文件未说明图像在患者身上的位置：逐层显示，没有方位。</translation>
  </message>
  <message>
   <source>The files in %1 have changed since they were listed; open them again.</source>
   <translation>%1 中的文件在列出之后已改变；请重新打开。</translation>
  </message>
  <message>
   <source>The files of the images cannot be read as one DICOM study, so the report has none to belong to; save it as a PDF instead.</source>
   <translation>这些图像文件无法作为同一个 DICOM 检查读取，报告没有所属检查；请改存为 PDF。</translation>
  </message>
  <message>
   <source>The files of the plugin %1 were changed since it was allowed, so it is off until it is allowed again (medviewer models allow %1).</source>
   <translation>插件 %1 的文件在允许之后被改动，因此在再次允许之前处于关闭状态 (medviewer models allow %1)。</translation>
  </message>
  <message>
   <source>The files of the source belong to several series; a DICOM Segmentation needs one.</source>
   <translation>来源文件属于多个序列；DICOM 分割需要同一个序列。</translation>
  </message>
  <message>
   <source>The files speak of %1 images and %2 are here: the first or the last ones may be missing.</source>
   <translation>文件记载有 %1 幅图像，而此处有 %2 幅：可能缺少开头或末尾的图像。</translation>
  </message>
  <message>
   <source>The folder %1 cannot be made (%2).</source>
   <translation>无法创建文件夹 %1 (%2)。</translation>
  </message>
  <message>
   <source>The folder %1 has no %2.</source>
   <translation>文件夹 %1 没有 %2。</translation>
  </message>
  <message>
   <source>The folder cannot be read (%1).</source>
   <translation>无法读取文件夹 (%1)。</translation>
  </message>
  <message>
   <source>The graphics card has too little memory; adding up in the machine's memory instead.</source>
   <translation>显卡显存不足；改在内存中累加。</translation>
  </message>
  <message>
   <source>The graphics card has too little memory; running on the processor instead.</source>
   <translation>显卡显存不足；改在处理器上运行。</translation>
  </message>
  <message>
   <source>The grid has no valid shape, position or direction.</source>
   <translation>网格的形状、位置或方向无效。</translation>
  </message>
  <message>
   <source>The grid's axes are not at right angles.</source>
   <translation>网格的轴不成直角。</translation>
  </message>
  <message>
   <source>The headers of the source series do not allow a valid DICOM Segmentation; save it as .nii.gz or .nrrd instead.</source>
   <translation>来源序列的文件头不足以生成有效的 DICOM 分割；请改存为 .nii.gz 或 .nrrd。</translation>
  </message>
  <message>
   <source>The heat map lies outside the picture in the world, so it is not shown on it.</source>
   <translation>热图在空间上位于图像之外，因此不在其上显示。</translation>
  </message>
  <message>
   <source>The image has changed since the model was run, so the heat map is not shown.</source>
   <translation>模型运行后图像已改变，因此不显示热图。</translation>
  </message>
  <message>
   <source>The image is still being read; try again when all of it is there.</source>
   <translation>图像仍在读取；请在全部读完后重试。</translation>
  </message>
  <message>
   <source>The install record of %1 cannot be written.</source>
   <translation>无法写入 %1 的安装记录。</translation>
  </message>
  <message>
   <source>The known case comes out otherwise on this machine: agreement %1, and %2 is demanded.</source>
   <translation>已知病例在本机上的结果不同：一致度为 %1，要求 %2。</translation>
  </message>
  <message>
   <source>The known case given in the order %1 comes out otherwise in the world: agreement %2, and %3 is demanded.</source>
   <translation>已知病例按 %1 的顺序给出时，空间结果不同：一致度为 %2，要求 %3。</translation>
  </message>
  <message>
   <source>The known case on a tilted grid comes out elsewhere in the world (agreement %1, and at least %2 is demanded).</source>
   <translation>已知病例在倾斜网格上的空间位置不同（一致度为 %1，要求至少 %2）。</translation>
  </message>
  <message>
   <source>The labels in this file are not those that were saved with its review, so the review is not taken over.</source>
   <translation>此文件中的标签与保存复核时的标签不同，因此不采用该复核。</translation>
  </message>
  <message>
   <source>The last attempt gives a result or raises.</source>
   <translation>最后一次尝试会给出结果或报错。</translation>
  </message>
  <message>
   <source>The layer %1 gives no maps that Grad-CAM could weigh.</source>
   <translation>层 %1 没有可供 Grad-CAM 加权的特征图。</translation>
  </message>
  <message>
   <source>The layer %1 has no part in the statement; Grad-CAM cannot weigh it.</source>
   <translation>层 %1 与该结论无关；Grad-CAM 无法对其加权。</translation>
  </message>
  <message>
   <source>The library's index %1 cannot be opened (%2); check the folder.</source>
   <translation>无法打开影像库的索引 %1 (%2)；请检查文件夹。</translation>
  </message>
  <message>
   <source>The library's index cannot be written; check its folder and its disk.</source>
   <translation>无法写入影像库的索引；请检查其文件夹和磁盘。</translation>
  </message>
  <message>
   <source>The library's index cannot grow because the disk is full; make room.</source>
   <translation>磁盘已满，影像库的索引无法增大；请腾出空间。</translation>
  </message>
  <message>
   <source>The library's index is damaged; it is set aside and built anew.</source>
   <translation>影像库的索引已损坏；将其移开并重新建立。</translation>
  </message>
  <message>
   <source>The library's index is in use by another program; try again.</source>
   <translation>影像库的索引正被其他程序使用；请重试。</translation>
  </message>
  <message>
   <source>The library's index is of another version of this program; it is built anew.</source>
   <translation>影像库的索引属于本程序的其他版本；将重新建立。</translation>
  </message>
  <message>
   <source>The list of key images</source>
   <translation>关键图像列表</translation>
  </message>
  <message>
   <source>The list of marks</source>
   <translation>标记列表</translation>
  </message>
  <message>
   <source>The lock of a new journal is taken.</source>
   <translation>新日志的锁已被占用。</translation>
  </message>
  <message>
   <source>The look of a key image</source>
   <translation>关键图像的外观</translation>
  </message>
  <message>
   <source>The manifest of %1 cannot be written: %2</source>
   <translation>无法写入 %1 的清单：%2</translation>
  </message>
  <message>
   <source>The manifest of the pack was not read.</source>
   <translation>未能读取模型包的清单。</translation>
  </message>
  <message>
   <source>The marks of what has arrived do not belong to the slices of the image.</source>
   <translation>已到达内容的标记不属于该图像的切片。</translation>
  </message>
  <message>
   <source>The mean over mirrored copies, as the model was tested; without them it is several times faster and a little less exact.</source>
   <translation>对镜像副本取平均，与模型测试时相同；不用时快数倍，但略不精确。</translation>
  </message>
  <message>
   <source>The measurements were not saved: the report does not open again (%1)</source>
   <translation>未保存测量：报告保存后无法重新打开 (%1)</translation>
  </message>
  <message>
   <source>The measurements were not saved: what was read back differs from what was written; save them as .json instead.</source>
   <translation>未保存测量：读回的内容与写入的不同；请改存为 .json。</translation>
  </message>
  <message>
   <source>The memory for notes has another size.</source>
   <translation>备注内存的大小不符。</translation>
  </message>
  <message>
   <source>The modality lookup table, which gives the true values, is broken.</source>
   <translation>决定真实值的成像查找表已损坏。</translation>
  </message>
  <message>
   <source>The model has changed the voxels that it was given.</source>
   <translation>模型改动了交给它的体素。</translation>
  </message>
  <message>
   <source>The model in %1 cannot be read (%2).</source>
   <translation>无法读取 %1 中的模型 (%2)。</translation>
  </message>
  <message>
   <source>The model reports fractions outside 0 to 1.</source>
   <translation>模型报告的进度超出 0 到 1。</translation>
  </message>
  <message>
   <source>The model reports fractions that go back.</source>
   <translation>模型报告的进度倒退。</translation>
  </message>
  <message>
   <source>The model reports less than twice, so nobody can see or stop its work.</source>
   <translation>模型报告进度少于两次，无法看到或停止其运行。</translation>
  </message>
  <message>
   <source>The model turned the cancel into another error (Cancelled must not be caught).</source>
   <translation>模型把取消变成了其他错误（不得捕获 Cancelled）。</translation>
  </message>
  <message>
   <source>The model went on although report asked it to stop (Cancelled must not be caught).</source>
   <translation>要求停止后模型仍继续运行（不得捕获 Cancelled）。</translation>
  </message>
  <message>
   <source>The model's info is not the info it was made with.</source>
   <translation>模型的信息与创建时的信息不同。</translation>
  </message>
  <message>
   <source>The network %1 builds on %2, which is not in its pack.</source>
   <translation>网络 %1 依赖于 %2，而后者不在其模型包中。</translation>
  </message>
  <message>
   <source>The network %1 cannot be read (%2).</source>
   <translation>无法读取网络 %1 (%2)。</translation>
  </message>
  <message>
   <source>The network %1 cannot be read as TorchScript.</source>
   <translation>网络 %1 无法按 TorchScript 读取。</translation>
  </message>
  <message>
   <source>The network %1 cannot be read as a torch.export file.</source>
   <translation>网络 %1 无法按 torch.export 文件读取。</translation>
  </message>
  <message>
   <source>The network %1 cannot be run (%2).</source>
   <translation>无法运行网络 %1 (%2)。</translation>
  </message>
  <message>
   <source>The network %1 copies %2 channels and was given %3.</source>
   <translation>网络 %1 复制 %2 个通道，但得到 %3 个。</translation>
  </message>
  <message>
   <source>The network %1 gave %2 numbers for %3 slices and %4 outputs; %5 were expected.</source>
   <translation>网络 %1 对 %3 个切片和 %4 个输出给出了 %2 个数值；应为 %5 个。</translation>
  </message>
  <message>
   <source>The network %1 gave %2 numbers for %3 time points and %4 outputs; %5 were expected.</source>
   <translation>网络 %1 对 %3 个时间点和 %4 个输出给出了 %2 个数；应为 %5。</translation>
  </message>
  <message>
   <source>The network %1 gave numbers that are not finite.</source>
   <translation>网络 %1 给出了非有限数值。</translation>
  </message>
  <message>
   <source>The network %1 gives %2 channels, not %3.</source>
   <translation>网络 %1 给出 %2 个通道，而不是 %3 个。</translation>
  </message>
  <message>
   <source>The network %1 gives %2 maps, and its pack names %3.</source>
   <translation>网络 %1 给出 %2 个图，而其模型包列出 %3 个。</translation>
  </message>
  <message>
   <source>The network %1 gives %2 numbers, and its pack names %3.</source>
   <translation>网络 %1 给出 %2 个数值，而其模型包列出 %3 个。</translation>
  </message>
  <message>
   <source>The network %1 is not safe to load: it holds %2.</source>
   <translation>加载网络 %1 不安全：它含有 %2。</translation>
  </message>
  <message>
   <source>The network %1 of %2 has %3 numbers, more than its weights %4 can hold.</source>
   <translation>%2 的网络 %1 有 %3 个数值，超过其权重 %4 所能容纳的数量。</translation>
  </message>
  <message>
   <source>The network %1 takes %2 images and was given %3.</source>
   <translation>网络 %1 接受 %2 幅图像，但得到 %3 幅。</translation>
  </message>
  <message>
   <source>The network gave %1 voxels for %2; it cannot be used for segmentation or images.</source>
   <translation>网络对 %2 给出 %1 个体素；不能用于分割或图像。</translation>
  </message>
  <message>
   <source>The network gave numbers that are not finite, so there are no probabilities.</source>
   <translation>网络给出了非有限数值，因此没有概率。</translation>
  </message>
  <message>
   <source>The network gave values that are not numbers (NaN or infinite); its weights or its input are damaged, or it needs a higher precision.</source>
   <translation>网络给出的值不是数值（NaN 或无穷大）；其权重或输入已损坏，或需要更高的精度。</translation>
  </message>
  <message>
   <source>The network gives %1 channels and its pack names %2; the pack and its weights do not belong together.</source>
   <translation>网络给出 %1 个通道，而其模型包列出 %2 个；模型包与其权重不匹配。</translation>
  </message>
  <message>
   <source>The network gives no numbers for each image, so its statement cannot be explained.</source>
   <translation>网络没有为每幅图像给出数值，因此无法解释其结论。</translation>
  </message>
  <message>
   <source>The network has %1 outputs and no number %2.</source>
   <translation>网络有 %1 个输出，没有第 %2 个。</translation>
  </message>
  <message>
   <source>The network has no layer %1 for Grad-CAM.</source>
   <translation>网络没有供 Grad-CAM 使用的层 %1。</translation>
  </message>
  <message>
   <source>The network needs %1 GB of memory for this image and %2 GB are free; close other images, or run it with a larger step.</source>
   <translation>网络处理此图像需要 %1 GB 内存，目前空闲 %2 GB；请关闭其他图像，或使用更大的步长运行。</translation>
  </message>
  <message>
   <source>The networks that were trained on parts of the data; their mean is taken. Leave out any.</source>
   <translation>在各部分数据上训练的网络；取其平均。可去掉任意几个。</translation>
  </message>
  <message>
   <source>The number of frames in the file is not a number.</source>
   <translation>文件中的帧数不是数值。</translation>
  </message>
  <message>
   <source>The numbers of an explanation's options must be positive.</source>
   <translation>解释选项的数值必须为正。</translation>
  </message>
  <message>
   <source>The object in %1 cannot be shown: %2</source>
   <translation>无法显示 %1 中的对象：%2</translation>
  </message>
  <message>
   <source>The one slice says no thickness; 1 mm is assumed.</source>
   <translation>唯一的切片未说明层厚；按 1 mm 处理。</translation>
  </message>
  <message>
   <source>The orientation of a slice is not two directions at right angles.</source>
   <translation>切片的方向不是两个成直角的方向。</translation>
  </message>
  <message>
   <source>The other process went away in the middle of a message.</source>
   <translation>另一进程在消息中途退出。</translation>
  </message>
  <message>
   <source>The pack brings an %1, which only this program writes, so it is refused.</source>
   <translation>模型包自带 %1，而它只能由本程序写入，因此被拒绝。</translation>
  </message>
  <message>
   <source>The pack brings no known case, so this was not tried.</source>
   <translation>模型包未附已知病例，因此未检验此项。</translation>
  </message>
  <message>
   <source>The pack brings no known case: whether it works right here was not tried.</source>
   <translation>模型包未附已知病例：未检验其在本机是否正常。</translation>
  </message>
  <message>
   <source>The pack cannot be installed in %1 (%2).</source>
   <translation>模型包无法安装到 %1 (%2)。</translation>
  </message>
  <message>
   <source>The pack cannot be used: %1, %2.</source>
   <translation>无法使用该模型包：%1，%2。</translation>
  </message>
  <message>
   <source>The pack has no %1 (%2); ask for a whole one.</source>
   <translation>模型包没有 %1 (%2)；请索取完整的模型包。</translation>
  </message>
  <message>
   <source>The pack has no %1; ask for a whole one.</source>
   <translation>模型包没有 %1；请索取完整的模型包。</translation>
  </message>
  <message>
   <source>The pack holds %1 both as a file and as a folder.</source>
   <translation>模型包中 %1 既是文件又是文件夹。</translation>
  </message>
  <message>
   <source>The pack holds %1 twice, so it is refused.</source>
   <translation>模型包含有两个 %1，因此被拒绝。</translation>
  </message>
  <message>
   <source>The pack holds %1, which is a link or a device and not a file.</source>
   <translation>模型包中的 %1 是链接或设备，不是文件。</translation>
  </message>
  <message>
   <source>The pack holds %1, which its %2 does not list.</source>
   <translation>模型包含有 %1，但其 %2 中未列出。</translation>
  </message>
  <message>
   <source>The pack holds a file with the name %1, which no pack may hold.</source>
   <translation>模型包含有名为 %1 的文件，模型包中不允许有此名称。</translation>
  </message>
  <message>
   <source>The pack holds another archive, %1, so it is refused.</source>
   <translation>模型包中含有另一个压缩包 %1，因此被拒绝。</translation>
  </message>
  <message>
   <source>The pack is not signed, and this machine installs signed packs only.</source>
   <translation>模型包未签名，而本机只安装已签名的模型包。</translation>
  </message>
  <message>
   <source>The pack is not signed: nobody vouches for where it comes from.</source>
   <translation>模型包未签名：没有人为其来源担保。</translation>
  </message>
  <message>
   <source>The pack is signed, but not by a key that this machine knows, or it was changed after it was signed; ask the sender, and put the public key of those you trust into the key folder.</source>
   <translation>模型包已签名，但不是本机认识的密钥，或在签名后被改动；请询问发送者，并将您信任者的公钥放入密钥文件夹。</translation>
  </message>
  <message>
   <source>The pack lacks %1, which its %2 lists; ask for a whole one.</source>
   <translation>模型包缺少其 %2 中列出的 %1；请索取完整的模型包。</translation>
  </message>
  <message>
   <source>The pack was not unpacked.</source>
   <translation>模型包未解压。</translation>
  </message>
  <message>
   <source>The pack's %1 is larger than it says, so it is refused.</source>
   <translation>模型包的 %1 比其声明的大，因此被拒绝。</translation>
  </message>
  <message>
   <source>The pack's %1 is shorter than it says, so it is refused.</source>
   <translation>模型包的 %1 比其声明的小，因此被拒绝。</translation>
  </message>
  <message>
   <source>The pack's normalisation cannot be undone, because it multiplies by 0.</source>
   <translation>模型包的归一化无法还原，因为它乘以 0。</translation>
  </message>
  <message>
   <source>The pack's output option %1 of the network %2 must be %3, not %4.</source>
   <translation>模型包中网络 %2 的输出选项 %1 必须是%3，而不是 %4。</translation>
  </message>
  <message>
   <source>The pack's output option anchor_shapes must have %1 numbers for each shape.</source>
   <translation>模型包的输出选项 anchor_shapes 必须为每个形状给出 %1 个数值。</translation>
  </message>
  <message>
   <source>The pack's output option level_scales must have a number for each level.</source>
   <translation>模型包的输出选项 level_scales 必须为每一级给出一个数值。</translation>
  </message>
  <message>
   <source>The pack's output option size_divisible must be a whole number for each axis.</source>
   <translation>模型包的输出选项 size_divisible 必须为每个轴给出一个整数。</translation>
  </message>
  <message>
   <source>The pack's output option strides must have %1 numbers for each level.</source>
   <translation>模型包的输出选项 strides 必须为每一级给出 %1 个数值。</translation>
  </message>
  <message>
   <source>The palette, which gives the colours, is missing or broken.</source>
   <translation>决定颜色的调色板缺失或损坏。</translation>
  </message>
  <message>
   <source>The parts of the picture have different scales: lengths are in pixels.</source>
   <translation>图像各部分的比例不同：长度以像素计。</translation>
  </message>
  <message>
   <source>The phantom was written but not read back as one volume.</source>
   <translation>体模已写入，但未能作为一个体数据读回。</translation>
  </message>
  <message>
   <source>The picture has the same value nearly everywhere; there is nothing to find in it.</source>
   <translation>图像几乎处处为同一值；没有可寻找的内容。</translation>
  </message>
  <message>
   <source>The picture is claimed to be unreasonably large for the %1 bytes it is packed into.</source>
   <translation>对其 %1 字节的压缩数据而言，图像声称的尺寸大得不合理。</translation>
  </message>
  <message>
   <source>The picture is claimed to be unreasonably large.</source>
   <translation>图像声称的尺寸大得不合理。</translation>
  </message>
  <message>
   <source>The picture is cut short: %1 of %2 bytes of pixels are there.</source>
   <translation>图像不完整：%2 字节像素中有 %1 字节。</translation>
  </message>
  <message>
   <source>The pictures are a video (%1), which is not shown by this version.</source>
   <translation>图像是视频 (%1)，本版本不能显示。</translation>
  </message>
  <message>
   <source>The pixel coding %1 cannot be decoded.</source>
   <translation>无法解码像素编码 %1。</translation>
  </message>
  <message>
   <source>The pixel coding is not known.</source>
   <translation>像素编码未知。</translation>
  </message>
  <message>
   <source>The pixel spacing in the file is not usable, so lengths are in pixels.</source>
   <translation>文件中的像素间距不可用，因此长度以像素计。</translation>
  </message>
  <message>
   <source>The pixel spacing is missing.</source>
   <translation>缺少像素间距。</translation>
  </message>
  <message>
   <source>The pixel spacing is not two positive numbers.</source>
   <translation>像素间距不是两个正数。</translation>
  </message>
  <message>
   <source>The place of %1%2</source>
   <translation>%1%2 的位置</translation>
  </message>
  <message>
   <source>The plane offsets of the dose are neither relative nor absolute, so they have no place.</source>
   <translation>剂量的平面偏移既不是相对的也不是绝对的，因此无法确定其位置。</translation>
  </message>
  <message>
   <source>The plugin %1 cannot be imported (%2: %3).</source>
   <translation>无法导入插件 %1（%2：%3）。</translation>
  </message>
  <message>
   <source>The plugin %1 cannot be imported.</source>
   <translation>无法导入插件 %1。</translation>
  </message>
  <message>
   <source>The plugin %1 is a program and is off until an administrator allows it (medviewer models allow %1).</source>
   <translation>插件 %1 是程序，在管理员允许之前处于关闭状态 (medviewer models allow %1)。</translation>
  </message>
  <message>
   <source>The plugin's folder has no LICENSE file.</source>
   <translation>插件文件夹中没有 LICENSE 文件。</translation>
  </message>
  <message>
   <source>The plugin's folder has no model card %1.</source>
   <translation>插件文件夹中没有模型说明卡 %1。</translation>
  </message>
  <message>
   <source>The position of a slice is not three usable numbers.</source>
   <translation>切片的位置不是三个可用的数值。</translation>
  </message>
  <message>
   <source>The report is nested more deeply or is longer than can be shown; the rest is left out.</source>
   <translation>报告的嵌套深度或长度超出可显示范围；其余已略去。</translation>
  </message>
  <message>
   <source>The report template %1 is not there; the standard one was used.</source>
   <translation>报告模板 %1 不存在；已使用标准模板。</translation>
  </message>
  <message>
   <source>The report template %1%2 does not work (%3); the standard one was used.</source>
   <translation>报告模板 %1%2 不能使用 (%3)；已使用标准模板。</translation>
  </message>
  <message>
   <source>The report was not saved: it does not open again (%1)</source>
   <translation>未保存报告：保存后无法重新打开 (%1)</translation>
  </message>
  <message>
   <source>The report was not saved: what was read back differs from what was written; save it as a PDF.</source>
   <translation>未保存报告：读回的内容与写入的不同；请保存为 PDF。</translation>
  </message>
  <message>
   <source>The report was not saved: what was read back differs from what was written; try another folder.</source>
   <translation>未保存报告：读回的内容与写入的不同；请换一个文件夹。</translation>
  </message>
  <message>
   <source>The rescale slope or intercept is not a usable number.</source>
   <translation>重标定斜率或截距不是可用的数值。</translation>
  </message>
  <message>
   <source>The result lies outside the image in the world, so it is not shown on it.</source>
   <translation>结果在空间上位于图像之外，因此不在其上显示。</translation>
  </message>
  <message>
   <source>The result of %1 is not shown, because it gave %2.</source>
   <translation>%1 的结果不显示，因为它给出了 %2。</translation>
  </message>
  <message>
   <source>The result was made from another series and is not shown on this one.</source>
   <translation>结果由另一序列生成，不在此序列上显示。</translation>
  </message>
  <message>
   <source>The run-length coded pixels are cut short.</source>
   <translation>行程编码的像素不完整。</translation>
  </message>
  <message>
   <source>The run-length coded pixels begin at places that cannot be true.</source>
   <translation>行程编码像素的起始位置不可能成立。</translation>
  </message>
  <message>
   <source>The run-length coded pixels do not have the header's number of segments.</source>
   <translation>行程编码像素的段数与文件头所述不符。</translation>
  </message>
  <message>
   <source>The same in the orders %1: agreement %2.</source>
   <translation>按 %1 的顺序结果相同：一致度 %2。</translation>
  </message>
  <message>
   <source>The same series was chosen as %1 and as %2; choose another one.</source>
   <translation>同一序列同时被选为 %1 和 %2；请选择另一个序列。</translation>
  </message>
  <message>
   <source>The sample study cannot be kept in %1: %2.</source>
   <translation>示例检查无法保存在 %1：%2。</translation>
  </message>
  <message>
   <source>The sample study could not be put into %1: %2.</source>
   <translation>示例检查无法放入 %1：%2。</translation>
  </message>
  <message>
   <source>The scheduler at %1 does not answer (%2); is it running?</source>
   <translation>%1 的调度器没有应答 (%2)；它是否在运行？</translation>
  </message>
  <message>
   <source>The segmentation belongs to a series that is not open: open that first.</source>
   <translation>分割所属的序列未打开：请先打开该序列。</translation>
  </message>
  <message>
   <source>The segmentation was on another grid; nearest labels are shown.</source>
   <translation>分割位于另一网格；按最近的标签显示。</translation>
  </message>
  <message>
   <source>The segmentation “%1” does not lie in this volume; open it with the series it was made from.</source>
   <translation>分割“%1”不在此体数据的位置；请与其来源序列一起打开。</translation>
  </message>
  <message>
   <source>The series could not be written to %1: %2.</source>
   <translation>序列无法写入 %1：%2。</translation>
  </message>
  <message>
   <source>The series for %1 is not older than that for %2; put them in the order of time.</source>
   <translation>%1 的序列并不早于 %2 的序列；请按时间顺序排列。</translation>
  </message>
  <message>
   <source>The series for %1 is of another patient; choose one of the same patient.</source>
   <translation>用作 %1 的序列属于另一患者；请选择同一患者的序列。</translation>
  </message>
  <message>
   <source>The series for %1 shows another place than the one that the model runs on; choose another.</source>
   <translation>用作 %1 的序列与模型所运行的序列部位不同；请选择其他序列。</translation>
  </message>
  <message>
   <source>The series in %1</source>
   <translation>%1 中的序列</translation>
  </message>
  <message>
   <source>The series in %1 cannot be shown: %2</source>
   <translation>无法显示 %1 中的序列：%2</translation>
  </message>
  <message>
   <source>The series is shown as %1 parts because its pictures differ in %2.</source>
   <translation>该序列分为 %1 部分显示，因为其图像的%2不同。</translation>
  </message>
  <message>
   <source>The series was closed before its result came: the result is kept, and shown when the series is opened again.</source>
   <translation>在结果到达之前序列已关闭：结果已保留，重新打开该序列时显示。</translation>
  </message>
  <message>
   <source>The server of %1 sends one on to an unsafe address, which is not followed.</source>
   <translation>服务器 %1 转到不安全的地址，因此不跟随。</translation>
  </message>
  <message>
   <source>The server sends another part than was asked for; remove the .part file and try again.</source>
   <translation>服务器发送的部分与请求的不同；请删除 .part 文件后重试。</translation>
  </message>
  <message>
   <source>The session %1 cannot be opened. %2</source>
   <translation>无法打开会话 %1。%2</translation>
  </message>
  <message>
   <source>The session %1 cannot be opened: the file is damaged or no session.</source>
   <translation>无法打开会话 %1：文件已损坏或不是会话。</translation>
  </message>
  <message>
   <source>The session %1 is not there any more.</source>
   <translation>会话 %1 已不存在。</translation>
  </message>
  <message>
   <source>The session that was written is not the one that was meant.</source>
   <translation>写入的会话与预期的不同。</translation>
  </message>
  <message>
   <source>The settings for models in %1 cannot be read; correct or remove it.</source>
   <translation>无法读取 %1 中的模型设置；请更正或删除该文件。</translation>
  </message>
  <message>
   <source>The size of a pixel is not known; the model may see everything too large or too small.</source>
   <translation>像素尺寸未知；模型可能把一切看得过大或过小。</translation>
  </message>
  <message>
   <source>The slices are shifted sideways against each other: shown one by one, without MPR.</source>
   <translation>切片之间有侧向错位：逐层显示，没有 MPR。</translation>
  </message>
  <message>
   <source>The slices lie in many directions: shown one by one, without MPR.</source>
   <translation>切片有多个方向：逐层显示，没有 MPR。</translation>
  </message>
  <message>
   <source>The slices of this series are unevenly spaced</source>
   <translation>此序列的切片间距不均匀</translation>
  </message>
  <message>
   <source>The source file %1 cannot be read as DICOM, so %2 was not made; save the marks as .json instead.</source>
   <translation>来源文件 %1 无法按 DICOM 读取，因此未生成 %2；请将标记改存为 .json。</translation>
  </message>
  <message>
   <source>The source file %1 cannot be read as DICOM, so no DICOM Segmentation was made; save it as .nii.gz or .nrrd instead.</source>
   <translation>来源文件 %1 无法按 DICOM 读取，因此未生成 DICOM 分割；请改存为 .nii.gz 或 .nrrd。</translation>
  </message>
  <message>
   <source>The source file %1 lacks the identifiers that %2 refers to; save the marks as .json instead.</source>
   <translation>来源文件 %1 缺少 %2 所引用的标识；请将标记改存为 .json。</translation>
  </message>
  <message>
   <source>The source file %1 lacks the identifiers that a DICOM Segmentation refers to; save it as .nii.gz or .nrrd instead.</source>
   <translation>来源文件 %1 缺少 DICOM 分割所引用的标识；请改存为 .nii.gz 或 .nrrd。</translation>
  </message>
  <message>
   <source>The study was not copied because the disk of %1 is full; make room and copy it again.</source>
   <translation>%1 所在磁盘已满，因此未复制检查；请腾出空间后重新复制。</translation>
  </message>
  <message>
   <source>The study was not copied to %1 (%2); check the folder and try again.</source>
   <translation>检查未复制到 %1 (%2)；请检查文件夹后重试。</translation>
  </message>
  <message>
   <source>The text of a report that was kept is damaged and cannot be shown.</source>
   <translation>已保留的报告正文已损坏，无法显示。</translation>
  </message>
  <message>
   <source>The text of this series cannot be read again: its first file is not there any more.</source>
   <translation>此序列的文字无法重新读取：其第一个文件已不存在。</translation>
  </message>
  <message>
   <source>The three tables of the palette do not begin with the same value.</source>
   <translation>调色板的三个表起始值不同。</translation>
  </message>
  <message>
   <source>The time points are of several patients; choose series of one patient.</source>
   <translation>所选时间点属于多名患者；请选择同一患者的序列。</translation>
  </message>
  <message>
   <source>The two results do not lie on one grid, so they cannot be compared voxel by voxel; run both models on the same series.</source>
   <translation>两个结果不在同一网格上，无法逐体素比较；请在同一序列上运行两个模型。</translation>
  </message>
  <message>
   <source>The two volumes show no common part: they cannot be registered.</source>
   <translation>两个体数据没有共同部分：无法配准。</translation>
  </message>
  <message>
   <source>The values do not fit into a CT series; 16 bits are not enough.</source>
   <translation>数值无法放入 CT 序列；16 位不够。</translation>
  </message>
  <message>
   <source>The values of %1 are too large to be kept exactly.</source>
   <translation>%1 的数值过大，无法精确保存。</translation>
  </message>
  <message>
   <source>The values of the series in %1 are too large to be kept exactly.</source>
   <translation>%1 中序列的数值过大，无法精确保存。</translation>
  </message>
  <message>
   <source>The values of this series (%1 to %2) are not what this model expects (%3 to %4 %5</source>
   <translation>此序列的值（%1 到 %2）不是此模型所要求的（%3 到 %4 %5</translation>
  </message>
  <message>
   <source>The volume was resampled from the true slices; those can still be scrolled as they are.</source>
   <translation>体数据由真实切片重采样而来；原始切片仍可按原样浏览。</translation>
  </message>
  <message>
   <source>The volumes of a time series do not share one grid.</source>
   <translation>时间序列的各体数据不在同一网格上。</translation>
  </message>
  <message>
   <source>The voxel spacing is not positive.</source>
   <translation>体素间距不是正数。</translation>
  </message>
  <message>
   <source>The voxels are %1 mm, and this model is for %2 to %3 mm</source>
   <translation>体素为 %1 mm，而此模型适用于 %2 到 %3 mm</translation>
  </message>
  <message>
   <source>The weights %1 are missing in the model pack.</source>
   <translation>模型包中缺少权重 %1。</translation>
  </message>
  <message>
   <source>The weights %1 cannot be read as safetensors (%2).</source>
   <translation>权重 %1 无法按 safetensors 读取 (%2)。</translation>
  </message>
  <message>
   <source>The weights %1 do not fit the network: %2.</source>
   <translation>权重 %1 与网络不符：%2。</translation>
  </message>
  <message>
   <source>The weights %1 hold numbers that are not finite, in %2.</source>
   <translation>权重 %1 的 %2 中含有非有限数值。</translation>
  </message>
  <message>
   <source>The weights %1 repeat few numbers as many, in %2.</source>
   <translation>权重 %1 的 %2 中把少量数值重复为大量数值。</translation>
  </message>
  <message>
   <source>There is a gap of %1 mm where %2 mm is usual: shown one by one, without MPR.</source>
   <translation>存在 %1 mm 的间隔，而通常为 %2 mm：逐层显示，没有 MPR。</translation>
  </message>
  <message>
   <source>There is no %1 view.</source>
   <translation>没有%1视图。</translation>
  </message>
  <message>
   <source>There is no %1; choose a model pack that is there.</source>
   <translation>没有 %1；请选择存在的模型包。</translation>
  </message>
  <message>
   <source>There is no %1; give a model's file or folder.</source>
   <translation>没有 %1；请给出模型的文件或文件夹。</translation>
  </message>
  <message>
   <source>There is no 3D preset %1; choose one of %2.</source>
   <translation>没有三维预设 %1；请从 %2 中选择。</translation>
  </message>
  <message>
   <source>There is no character set %1.</source>
   <translation>没有字符集 %1。</translation>
  </message>
  <message>
   <source>There is no device %1; choose auto, cpu or cuda.</source>
   <translation>没有设备 %1；请选择 auto、cpu 或 cuda。</translation>
  </message>
  <message>
   <source>There is no file %1.</source>
   <translation>没有文件 %1。</translation>
  </message>
  <message>
   <source>There is no graphics card %1; choose auto, cpu or cuda.</source>
   <translation>没有显卡 %1；请选择 auto、cpu 或 cuda。</translation>
  </message>
  <message>
   <source>There is no installed model pack %1; see: medviewer models list.</source>
   <translation>没有已安装的模型包 %1；请查看：medviewer models list。</translation>
  </message>
  <message>
   <source>There is no key image to save; press K on an image first.</source>
   <translation>没有可保存的关键图像；请先在图像上按 K。</translation>
  </message>
  <message>
   <source>There is no measurement to save; draw one first.</source>
   <translation>没有可保存的测量；请先绘制一个。</translation>
  </message>
  <message>
   <source>There is no picture.</source>
   <translation>没有可显示的图像。</translation>
  </message>
  <message>
   <source>There is no precision %1; choose auto, %2.</source>
   <translation>没有精度 %1；请选择 auto、%2。</translation>
  </message>
  <message>
   <source>There is no reference %1; choose blur, mean or low.</source>
   <translation>没有参考 %1；请选择 blur、mean 或 low。</translation>
  </message>
  <message>
   <source>There is not enough memory for the series in %1.</source>
   <translation>内存不足以容纳 %1 中的序列。</translation>
  </message>
  <message>
   <source>There is not enough memory to put the slices of the series in %1 on a straight grid; close other images and try again.</source>
   <translation>内存不足以将 %1 中序列的切片放到正直网格上；请关闭其他图像后重试。</translation>
  </message>
  <message>
   <source>There is not enough memory: %1 MB are needed%2. Close other series and try again.</source>
   <translation>内存不足：需要 %1 MB%2。请关闭其他序列后重试。</translation>
  </message>
  <message>
   <source>There is too little memory for the fastest way; running in the way that takes the least.</source>
   <translation>内存不足以采用最快的方式；正以占用内存最少的方式运行。</translation>
  </message>
  <message>
   <source>There was no prediction to take the uncertainty of.</source>
   <translation>没有可计算不确定度的预测。</translation>
  </message>
  <message>
   <source>This DICOM file holds no picture.</source>
   <translation>此 DICOM 文件中没有图像。</translation>
  </message>
  <message>
   <source>This DICOM file is broken: %1.</source>
   <translation>此 DICOM 文件已损坏：%1。</translation>
  </message>
  <message>
   <source>This Siemens mosaic is shown as one picture, because %1.</source>
   <translation>此西门子拼图按一幅图像显示，因为%1。</translation>
  </message>
  <message>
   <source>This file is %1 and holds no picture.</source>
   <translation>此文件是%1，其中没有图像。</translation>
  </message>
  <message>
   <source>This is %1; it is listed but not shown.</source>
   <translation>这是%1；只列出，不显示。</translation>
  </message>
  <message>
   <source>This is no DICOM file, and no other kind of image that can be opened.</source>
   <translation>这不是 DICOM 文件，也不是其他可打开的图像。</translation>
  </message>
  <message>
   <source>This is no DICOM file.</source>
   <translation>这不是 DICOM 文件。</translation>
  </message>
  <message>
   <source>This is no image of its own.</source>
   <translation>这不是独立的图像。</translation>
  </message>
  <message>
   <source>This model expects values in %1, and this series is in %2.</source>
   <translation>此模型要求以 %1 为单位的值，而此序列的单位为 %2。</translation>
  </message>
  <message>
   <source>This model is for %1, and the file says %2.</source>
   <translation>此模型适用于 %1，而文件说明为 %2。</translation>
  </message>
  <message>
   <source>This model is for %1, and this series is %2.</source>
   <translation>此模型适用于 %1，而此序列是 %2。</translation>
  </message>
  <message>
   <source>This model is for single pictures, and this series has %1 slices.</source>
   <translation>此模型适用于单幅图像，而此序列有 %1 层切片。</translation>
  </message>
  <message>
   <source>This model is for volumes, and the slices of this series do not form a regular volume (uneven distances or directions).</source>
   <translation>此模型适用于体数据，而此序列的切片不构成规则的体数据（间距或方向不均匀）。</translation>
  </message>
  <message>
   <source>This model is for volumes, and this series is a single picture.</source>
   <translation>此模型适用于体数据，而此序列是单幅图像。</translation>
  </message>
  <message>
   <source>This model states nothing of %1; it speaks of %2.</source>
   <translation>此模型对 %1 没有结论；它涉及 %2。</translation>
  </message>
  <message>
   <source>This model's file gives no gradients; choose occlusion, LIME or kernel SHAP to explain it.</source>
   <translation>此模型的文件不提供梯度；请选择遮挡法、LIME 或 kernel SHAP 来解释。</translation>
  </message>
  <message>
   <source>This network has been closed.</source>
   <translation>此网络已关闭。</translation>
  </message>
  <message>
   <source>This network has no attention that could be shown; choose Grad-CAM or occlusion instead.</source>
   <translation>此网络没有可显示的注意力；请改用 Grad-CAM 或遮挡法。</translation>
  </message>
  <message>
   <source>This network has no maps that Grad-CAM could weigh; choose attention or occlusion instead.</source>
   <translation>此网络没有可供 Grad-CAM 加权的特征图；请改用注意力或遮挡法。</translation>
  </message>
  <message>
   <source>This network has no maps that Grad-CAM could weigh; choose occlusion instead.</source>
   <translation>该网络没有可供 Grad-CAM 加权的特征图；请改用遮挡法。</translation>
  </message>
  <message>
   <source>This pack does not wait to be installed (any more); open it again.</source>
   <translation>此模型包已不在等待安装；请重新打开。</translation>
  </message>
  <message>
   <source>This program knows no network %1; it knows %2.</source>
   <translation>本程序不认识网络 %1；它认识 %2。</translation>
  </message>
  <message>
   <source>This result does not say which picture it was made from, so it is not shown.</source>
   <translation>此结果未说明由哪幅图像生成，因此不显示。</translation>
  </message>
  <message>
   <source>This result was made from another picture than the one on screen, so it is not shown; run the model again.</source>
   <translation>此结果由屏幕图像以外的图像生成，因此不显示；请重新运行模型。</translation>
  </message>
  <message>
   <source>This series covers only %1 mm along one direction, and this model needs at least %2 mm.</source>
   <translation>此序列在一个方向上只覆盖 %1 mm，而此模型至少需要 %2 mm。</translation>
  </message>
  <message>
   <source>This worker has no %1 %2 that equals the one of the batch; install the same model there.</source>
   <translation>此工作节点没有与该批处理相同的 %1 %2；请在其上安装同一模型。</translation>
  </message>
  <message>
   <source>This worker was not started with `medviewer worker`.</source>
   <translation>此工作节点不是用 `medviewer worker` 启动的。</translation>
  </message>
  <message>
   <source>Three on top of each other</source>
   <translation>上下三视图</translation>
  </message>
  <message>
   <source>Three side by side</source>
   <translation>左右三视图</translation>
  </message>
  <message>
   <source>Tile %1 of %2</source>
   <translation>第 %1 块，共 %2 块</translation>
  </message>
  <message>
   <source>Tile %1 of %2, %3 min left</source>
   <translation>第 %1 块，共 %2 块，剩余 %3 分钟</translation>
  </message>
  <message>
   <source>Tile %1 of %2, %3 s left</source>
   <translation>第 %1 块，共 %2 块，剩余 %3 秒</translation>
  </message>
  <message>
   <source>Too many files stop the %1; nothing else is affected.</source>
   <translation>过多文件使 %1 进程停止；其他内容不受影响。</translation>
  </message>
  <message>
   <source>Torch has no precision %1 for networks.</source>
   <translation>torch 没有用于网络的精度 %1。</translation>
  </message>
  <message>
   <source>TorchScript is a program and no plain weights; say yes only if you trust who made it.</source>
   <translation>TorchScript 是程序而不是单纯的权重；只有信任其制作者时才选是。</translation>
  </message>
  <message>
   <source>TorchScript is deprecated by torch and holds a program instead of a table of weights; ask the authors for ONNX, .pt2 or the weights with their network's name.</source>
   <translation>TorchScript 已被 torch 弃用，它保存的是程序而不是权重表；请向作者索取 ONNX、.pt2 或带网络名称的权重。</translation>
  </message>
  <message>
   <source>TorchScript model</source>
   <translation>TorchScript 模型</translation>
  </message>
  <message>
   <source>TotalSegmentator runs %1 on %2 alone, which it finds with another network first; this program does not. Give the option whole_image = yes to run it on the whole image all the same</source>
   <translation>TotalSegmentator 只在%2上运行 %1，并先用另一网络找到该部位；本程序不这样做。若仍要在整幅图像上运行，请给出选项 whole_image = yes</translation>
  </message>
  <message>
   <source>TotalSegmentator weights</source>
   <translation>TotalSegmentator 权重</translation>
  </message>
  <message>
   <source>TotalSegmentator weights %1: turned to RAS, resampled to %2 mm by cubic splines, tiles at step %3, no mirroring. TotalSegmentator cuts resampled values to whole numbers; this program does not</source>
   <translation>TotalSegmentator 权重 %1：转为 RAS，用三次样条重采样到 %2 mm，分块步长 %3，不镜像。TotalSegmentator 将重采样后的值截为整数；本程序不这样做</translation>
  </message>
  <message>
   <source>TotalSegmentator would find an organ first and look at it alone; this program does not.</source>
   <translation>TotalSegmentator 会先找到一个器官并只看该器官；本程序不这样做。</translation>
  </message>
  <message>
   <source>Trying %1 with %2</source>
   <translation>正在尝试用 %2 运行 %1</translation>
  </message>
  <message>
   <source>Two by two</source>
   <translation>二乘二</translation>
  </message>
  <message>
   <source>Two runs on the same volume gave different results.</source>
   <translation>对同一体数据的两次运行结果不同。</translation>
  </message>
  <message>
   <source>Uncertainty</source>
   <translation>不确定度</translation>
  </message>
  <message>
   <source>Uncertainty (%1 predictions, %2)</source>
   <translation>不确定度（%1 次预测，%2）</translation>
  </message>
  <message>
   <source>Unpacked safely</source>
   <translation>安全解压</translation>
  </message>
  <message>
   <source>Unpacked without leaving its folder.</source>
   <translation>解压未越出其文件夹。</translation>
  </message>
  <message>
   <source>VTK cannot draw with OpenGL here</source>
   <translation>VTK 无法在此用 OpenGL 绘制</translation>
  </message>
  <message>
   <source>Verification of this installation of medviewer</source>
   <translation>medviewer 安装验证</translation>
  </message>
  <message>
   <source>Voxels %1 do not fill the grid %2.</source>
   <translation>体素 %1 未填满网格 %2。</translation>
  </message>
  <message>
   <source>Weights fit the network</source>
   <translation>权重与网络相符</translation>
  </message>
  <message>
   <source>What %1 sent is not what was asked for: its SHA-256 is %2. It was removed.</source>
   <translation>%1 发来的内容与请求的不同：其 SHA-256 为 %2。已将其移除。</translation>
  </message>
  <message>
   <source>What is in %1 is no picture.</source>
   <translation>%1 中的内容不是图像。</translation>
  </message>
  <message>
   <source>What lies over a key image</source>
   <translation>关键图像上的叠加内容</translation>
  </message>
  <message>
   <source>What the files draw is shown on the slices as acquired, not on the volume made of them.</source>
   <translation>文件中的图形显示在原始采集切片上，而不是由其生成的体数据上。</translation>
  </message>
  <message>
   <source>What was asked for with this model broke off; see the list of models for what is installed.</source>
   <translation>对该模型的操作中断了；已安装的模型请见模型列表。</translation>
  </message>
  <message>
   <source>Whole and unchanged</source>
   <translation>完整且未改动</translation>
  </message>
  <message>
   <source>With %1 the known case comes out otherwise, so that is not used.</source>
   <translation>用 %1 时已知病例的结果不同，因此不采用。</translation>
  </message>
  <message>
   <source>Wording the report</source>
   <translation>正在生成报告文字</translation>
  </message>
  <message>
   <source>Writing surfaces</source>
   <translation>正在写入表面</translation>
  </message>
  <message>
   <source>Writing the film</source>
   <translation>正在写入影片</translation>
  </message>
  <message>
   <source>Writing the key object</source>
   <translation>正在写入关键对象</translation>
  </message>
  <message>
   <source>Writing the measurements</source>
   <translation>正在写入测量</translation>
  </message>
  <message>
   <source>Writing the presentation state</source>
   <translation>正在写入显示状态</translation>
  </message>
  <message>
   <source>Writing the report of measurements</source>
   <translation>正在写入测量报告</translation>
  </message>
  <message>
   <source>Writing the segmentation</source>
   <translation>正在写入分割</translation>
  </message>
  <message>
   <source>Writing the volume</source>
   <translation>正在写入体数据</translation>
  </message>
  <message>
   <source>a %1 where a %2 belongs</source>
   <translation>应为 %2 处出现了 %1</translation>
  </message>
  <message>
   <source>a box of %1, which its manifest does not name</source>
   <translation>%1 的检测框，清单中未列出</translation>
  </message>
  <message>
   <source>a box that lies outside the picture</source>
   <translation>位于图像之外的检测框</translation>
  </message>
  <message>
   <source>a box with an impossible score, place or size</source>
   <translation>评分、位置或尺寸不可能的检测框</translation>
  </message>
  <message>
   <source>a broken model has no card</source>
   <translation>损坏的模型没有说明卡</translation>
  </message>
  <message>
   <source>a broken model has no details</source>
   <translation>损坏的模型没有详细信息</translation>
  </message>
  <message>
   <source>a call of %1</source>
   <translation>对 %1 的调用</translation>
  </message>
  <message>
   <source>a call of %1, which is none of torch's own operations</source>
   <translation>对 %1 的调用，它不是 torch 自身的运算</translation>
  </message>
  <message>
   <source>a call of %1, which touches files</source>
   <translation>对 %1 的调用，会访问文件</translation>
  </message>
  <message>
   <source>a circle of inheritance</source>
   <translation>循环继承</translation>
  </message>
  <message>
   <source>a deformable registration</source>
   <translation>形变配准</translation>
  </message>
  <message>
   <source>a detector is converted from its weights, models/model.pt, which it does not have.</source>
   <translation>检测模型由其权重 models/model.pt 转换，而它没有该文件。</translation>
  </message>
  <message>
   <source>a file of the kind %1 without a picture</source>
   <translation>%1 类型的文件，没有图像</translation>
  </message>
  <message>
   <source>a heat map of %1 that lies outside the picture</source>
   <translation>%1 的热图，位于图像之外</translation>
  </message>
  <message>
   <source>a heat map of %1 with the same value everywhere</source>
   <translation>%1 的热图，其值处处相同</translation>
  </message>
  <message>
   <source>a heat map of %1 with values from %2 to %3, not 0 to 1</source>
   <translation>%1 的热图，其值为 %2 到 %3，而不是 0 到 1</translation>
  </message>
  <message>
   <source>a label of dataset.json is no whole number</source>
   <translation>dataset.json 中有标签不是整数</translation>
  </message>
  <message>
   <source>a landmark %1, which its manifest does not name</source>
   <translation>标志点 %1，清单中未列出</translation>
  </message>
  <message>
   <source>a landmark that lies outside the picture</source>
   <translation>位于图像之外的标志点</translation>
  </message>
  <message>
   <source>a landmark with an impossible score or place</source>
   <translation>评分或位置不可能的标志点</translation>
  </message>
  <message>
   <source>a later version</source>
   <translation>较新的版本</translation>
  </message>
  <message>
   <source>a list of different files</source>
   <translation>由不同文件组成的列表</translation>
  </message>
  <message>
   <source>a list of its detector does not hold numbers above 0.</source>
   <translation>其检测器的某个列表含有不大于 0 的数值。</translation>
  </message>
  <message>
   <source>a list of lists of numbers</source>
   <translation>数值列表的列表</translation>
  </message>
  <message>
   <source>a list of lists of tables</source>
   <translation>表的列表的列表</translation>
  </message>
  <message>
   <source>a list of names is not that long.</source>
   <translation>名称列表不会这么长。</translation>
  </message>
  <message>
   <source>a list of numbers</source>
   <translation>数值列表</translation>
  </message>
  <message>
   <source>a list of tables</source>
   <translation>表的列表</translation>
  </message>
  <message>
   <source>a list of texts</source>
   <translation>文字列表</translation>
  </message>
  <message>
   <source>a list of whole numbers</source>
   <translation>整数列表</translation>
  </message>
  <message>
   <source>a name that is hidden by backslashes</source>
   <translation>用反斜杠隐藏的名称</translation>
  </message>
  <message>
   <source>a network with random weights gives nearly the same map (similarity %1), so it shows the image and not the model</source>
   <translation>随机权重的网络给出几乎相同的图（相似度 %1），因此它反映的是图像而不是模型</translation>
  </message>
  <message>
   <source>a number from %1 to %2</source>
   <translation>%1 到 %2 的数值</translation>
  </message>
  <message>
   <source>a number in it is too long</source>
   <translation>其中有数值过长</translation>
  </message>
  <message>
   <source>a number is too large</source>
   <translation>数值过大</translation>
  </message>
  <message>
   <source>a part that was skipped has no boxes</source>
   <translation>被跳过的部分没有检测框</translation>
  </message>
  <message>
   <source>a part that was skipped has no scores</source>
   <translation>被跳过的部分没有评分</translation>
  </message>
  <message>
   <source>a picture in it is larger than %1 pixels</source>
   <translation>其中一幅图片大于 %1 像素</translation>
  </message>
  <message>
   <source>a presentation state</source>
   <translation>显示状态</translation>
  </message>
  <message>
   <source>a presentation state of a kind that is not applied</source>
   <translation>不支持应用的显示状态</translation>
  </message>
  <message>
   <source>a probability or threshold of %1 for %2</source>
   <translation>%2 的概率或阈值 %1</translation>
  </message>
  <message>
   <source>a process that reads files could still reach %1</source>
   <translation>读取文件的进程仍可访问 %1</translation>
  </message>
  <message>
   <source>a radiotherapy dose without its grid</source>
   <translation>没有网格的放疗剂量</translation>
  </message>
  <message>
   <source>a radiotherapy plan or record</source>
   <translation>放射治疗计划或记录</translation>
  </message>
  <message>
   <source>a radiotherapy plan, structure set or record</source>
   <translation>放射治疗计划、结构集或记录</translation>
  </message>
  <message>
   <source>a real world value mapping</source>
   <translation>真实世界值映射</translation>
  </message>
  <message>
   <source>a result of shape %1 for %2</source>
   <translation>形状为 %1 的结果，而应为 %2</translation>
  </message>
  <message>
   <source>a result that lies elsewhere than the picture it was made from</source>
   <translation>位置与来源图像不同的结果</translation>
  </message>
  <message>
   <source>a sequence does not end</source>
   <translation>有序列项没有结束</translation>
  </message>
  <message>
   <source>a sequence ends early</source>
   <translation>有序列项提前结束</translation>
  </message>
  <message>
   <source>a sequence holds something that is no item</source>
   <translation>序列项中含有不是条目的内容</translation>
  </message>
  <message>
   <source>a set of fibre tracts</source>
   <translation>一组纤维束</translation>
  </message>
  <message>
   <source>a set of fiducial marks</source>
   <translation>一组基准标记</translation>
  </message>
  <message>
   <source>a spatial registration</source>
   <translation>空间配准</translation>
  </message>
  <message>
   <source>a structured report</source>
   <translation>结构化报告</translation>
  </message>
  <message>
   <source>a surface segmentation</source>
   <translation>表面分割</translation>
  </message>
  <message>
   <source>a table, which is not shown</source>
   <translation>一个表，不显示</translation>
  </message>
  <message>
   <source>a template may count to %1 only</source>
   <translation>模板最多只能计数到 %1</translation>
  </message>
  <message>
   <source>a template may multiply numbers only</source>
   <translation>模板只能对数值做乘法</translation>
  </message>
  <message>
   <source>a template may not switch off escaping</source>
   <translation>模板不得关闭转义</translation>
  </message>
  <message>
   <source>a template may not use %1 here</source>
   <translation>模板不得在此使用 %1</translation>
  </message>
  <message>
   <source>a text without control characters</source>
   <translation>不含控制字符的文字</translation>
  </message>
  <message>
   <source>a text, a number, true, false, or a list or table of these</source>
   <translation>文字、数值、true、false，或其列表或表</translation>
  </message>
  <message>
   <source>a usual network of this size</source>
   <translation>此规模的常见网络</translation>
  </message>
  <message>
   <source>a value in it is missing or wrong (%1).</source>
   <translation>其中有值缺失或错误 (%1)。</translation>
  </message>
  <message>
   <source>a value is longer than the table</source>
   <translation>有值超出表的长度</translation>
  </message>
  <message>
   <source>a value is of a wrong kind</source>
   <translation>有值的类型错误</translation>
  </message>
  <message>
   <source>a value of the type %1</source>
   <translation>类型为 %1 的值</translation>
  </message>
  <message>
   <source>a view of 512 x 512 takes %1 ms (aim: %2)</source>
   <translation>512 x 512 视图用时 %1 ms（目标：%2）</translation>
  </message>
  <message>
   <source>a whole number</source>
   <translation>整数</translation>
  </message>
  <message>
   <source>a whole number from %1 to %2</source>
   <translation>%1 到 %2 的整数</translation>
  </message>
  <message>
   <source>acquired at</source>
   <translation>采集于</translation>
  </message>
  <message>
   <source>adrenal gland</source>
   <translation>肾上腺</translation>
  </message>
  <message>
   <source>an %1 without numbers</source>
   <translation>没有数值的 %1</translation>
  </message>
  <message>
   <source>an anomaly map with an impossible error, score or scale</source>
   <translation>误差、评分或标度不可能的异常图</translation>
  </message>
  <message>
   <source>an element has an unknown value representation</source>
   <translation>有元素的值表示 (VR) 未知</translation>
  </message>
  <message>
   <source>an element is longer than its item</source>
   <translation>有元素超出其条目的长度</translation>
  </message>
  <message>
   <source>an encapsulated document</source>
   <translation>内嵌文档</translation>
  </message>
  <message>
   <source>an integer is too large</source>
   <translation>某个整数过大</translation>
  </message>
  <message>
   <source>an item is longer than its sequence</source>
   <translation>有条目超出其序列项的长度</translation>
  </message>
  <message>
   <source>an object</source>
   <translation>一个对象</translation>
  </message>
  <message>
   <source>an object of the kind %1</source>
   <translation>%1 类型的对象</translation>
  </message>
  <message>
   <source>an uncertainty that is not between 0 and 1</source>
   <translation>不在 0 到 1 之间的不确定度</translation>
  </message>
  <message>
   <source>anomaly map</source>
   <translation>异常图</translation>
  </message>
  <message>
   <source>area %1, at random %2</source>
   <translation>面积 %1，随机 %2</translation>
  </message>
  <message>
   <source>as the files say</source>
   <translation>按文件坐标</translation>
  </message>
  <message>
   <source>at %1 it chooses what to run by %2.</source>
   <translation>在 %1 处，它由 %2 决定运行什么。</translation>
  </message>
  <message>
   <source>at %1 it takes the text of another place or file, %2.</source>
   <translation>在 %1 处，它引用了别处或其他文件的文字 %2。</translation>
  </message>
  <message>
   <source>at %1 it wanted to import %2.</source>
   <translation>在 %1 处，它要导入 %2。</translation>
  </message>
  <message>
   <source>at %1 it wanted to run %2.</source>
   <translation>在 %1 处，它要运行 %2。</translation>
  </message>
  <message>
   <source>at %1 it wanted to run the Python expression %2.</source>
   <translation>在 %1 处，它要运行 Python 表达式 %2。</translation>
  </message>
  <message>
   <source>at the detector</source>
   <translation>探测器处</translation>
  </message>
  <message>
   <source>auto is the fastest that gave the same answers when the pack was installed here.</source>
   <translation>auto 为安装模型包时结果相同的最快方式。</translation>
  </message>
  <message>
   <source>besides weights it holds %1.</source>
   <translation>除权重外它还含有 %1。</translation>
  </message>
  <message>
   <source>block must be BasicBlockD or BottleneckD with bottleneck_channels, not %1</source>
   <translation>block 必须是 BasicBlockD 或带 bottleneck_channels 的 BottleneckD，而不是 %1</translation>
  </message>
  <message>
   <source>brainchop (neuroneural)</source>
   <translation>brainchop (neuroneural)</translation>
  </message>
  <message>
   <source>brainchop MeshNet</source>
   <translation>brainchop MeshNet</translation>
  </message>
  <message>
   <source>brainchop MeshNet, TensorFlow.js layer model (%1/%2)</source>
   <translation>brainchop MeshNet，TensorFlow.js 层模型 (%1/%2)</translation>
  </message>
  <message>
   <source>by hand</source>
   <translation>手动</translation>
  </message>
  <message>
   <source>cache</source>
   <translation>缓存</translation>
  </message>
  <message>
   <source>calibrated by hand</source>
   <translation>手动校准</translation>
  </message>
  <message>
   <source>cell must be gru or lstm, not %1</source>
   <translation>cell 必须是 gru 或 lstm，而不是 %1</translation>
  </message>
  <message>
   <source>channel %1 is normalised by %2, for which %3 is missing</source>
   <translation>通道 %1 用 %2 归一化，而 %3 缺失</translation>
  </message>
  <message>
   <source>channel %1 is normalised by its own code, %2</source>
   <translation>通道 %1 用其自带代码 %2 归一化</translation>
  </message>
  <message>
   <source>chest wall</source>
   <translation>胸壁</translation>
  </message>
  <message>
   <source>codecs</source>
   <translation>编解码器</translation>
  </message>
  <message>
   <source>colour kind</source>
   <translation>颜色类型</translation>
  </message>
  <message>
   <source>content time</source>
   <translation>内容时间</translation>
  </message>
  <message>
   <source>could not allocate</source>
   <translation>无法分配内存</translation>
  </message>
  <message>
   <source>crashed (status %1)%2</source>
   <translation>已崩溃（状态 %1）%2</translation>
  </message>
  <message>
   <source>cut short</source>
   <translation>不完整</translation>
  </message>
  <message>
   <source>damaged archive</source>
   <translation>压缩包已损坏</translation>
  </message>
  <message>
   <source>damaged in its archive</source>
   <translation>在压缩包中已损坏</translation>
  </message>
  <message>
   <source>dataset.json names no channels</source>
   <translation>dataset.json 未列出通道</translation>
  </message>
  <message>
   <source>dataset.json names no labels with background as 0</source>
   <translation>dataset.json 未列出以 background 为 0 的标签</translation>
  </message>
  <message>
   <source>did not answer within %1 seconds</source>
   <translation>%1 秒内没有应答</translation>
  </message>
  <message>
   <source>disk</source>
   <translation>磁盘</translation>
  </message>
  <message>
   <source>disk full</source>
   <translation>磁盘已满</translation>
  </message>
  <message>
   <source>drawing</source>
   <translation>绘制</translation>
  </message>
  <message>
   <source>each its own</source>
   <translation>各不相同</translation>
  </message>
  <message>
   <source>echo time</source>
   <translation>回波时间</translation>
  </message>
  <message>
   <source>elements are not in order</source>
   <translation>元素未按顺序排列</translation>
  </message>
  <message>
   <source>ends early</source>
   <translation>提前结束</translation>
  </message>
  <message>
   <source>energy window</source>
   <translation>能窗</translation>
  </message>
  <message>
   <source>explain_%1 must be a whole number, not %2.</source>
   <translation>explain_%1 必须是整数，而不是 %2。</translation>
  </message>
  <message>
   <source>far more than it is long, and torch packs nothing but code</source>
   <translation>远超其长度的内容，而 torch 只压缩代码</translation>
  </message>
  <message>
   <source>far more than the header says</source>
   <translation>远多于文件头所述</translation>
  </message>
  <message>
   <source>findings that its manifest does not name: %1</source>
   <translation>清单中未列出的发现：%1</translation>
  </message>
  <message>
   <source>fits no type</source>
   <translation>不符合任何类型</translation>
  </message>
  <message>
   <source>flip angle</source>
   <translation>翻转角</translation>
  </message>
  <message>
   <source>for %1 it %2 %3%4.</source>
   <translation>对于 %1，它%2 %3%4。</translation>
  </message>
  <message>
   <source>for which images it is (option modality, e.g. CT or DX)</source>
   <translation>它适用于哪些图像（选项 modality，例如 CT 或 DX）</translation>
  </message>
  <message>
   <source>foreign files are read without a filter in the kernel: only Python code is held</source>
   <translation>外来文件的读取没有内核过滤：只限制了 Python 代码</translation>
  </message>
  <message>
   <source>frame of reference</source>
   <translation>坐标系</translation>
  </message>
  <message>
   <source>frame time</source>
   <translation>帧时间</translation>
  </message>
  <message>
   <source>graphics card</source>
   <translation>显卡</translation>
  </message>
  <message>
   <source>ground glass</source>
   <translation>磨玻璃</translation>
  </message>
  <message>
   <source>has besides</source>
   <translation>另有</translation>
  </message>
  <message>
   <source>heat map of %1</source>
   <translation>%1 的热图</translation>
  </message>
  <message>
   <source>hiding the hottest parts changes the probability little more than hiding parts at random</source>
   <translation>隐藏最热部位对概率的改变与随机隐藏相差不大</translation>
  </message>
  <message>
   <source>hiding the hottest parts lowers the probability less than hiding parts at random</source>
   <translation>隐藏最热部位使概率的下降少于随机隐藏</translation>
  </message>
  <message>
   <source>how values are brought to the network's range (option normalise, e.g. 'minmax' or 'none')</source>
   <translation>数值如何变换到网络的取值范围（选项 normalise，例如 'minmax' 或 'none'）</translation>
  </message>
  <message>
   <source>images of the head</source>
   <translation>头部图像</translation>
  </message>
  <message>
   <source>inversion time</source>
   <translation>反转时间</translation>
  </message>
  <message>
   <source>is missing</source>
   <translation>缺失</translation>
  </message>
  <message>
   <source>is none of the values that it may have</source>
   <translation>不在允许的取值中</translation>
  </message>
  <message>
   <source>is there more than once</source>
   <translation>出现不止一次</translation>
  </message>
  <message>
   <source>it brings functions of its own (%1).</source>
   <translation>它自带函数 (%1)。</translation>
  </message>
  <message>
   <source>it cannot be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <source>it cannot be read (%1).</source>
   <translation>它无法读取 (%1)。</translation>
  </message>
  <message>
   <source>it cannot be read as JSON (%1).</source>
   <translation>它无法按 JSON 读取 (%1)。</translation>
  </message>
  <message>
   <source>it carries no %1, which says what it does to an image.</source>
   <translation>它不带说明如何处理图像的 %1。</translation>
  </message>
  <message>
   <source>it chooses boxes in a way that is not known.</source>
   <translation>它选择检测框的方式不受支持。</translation>
  </message>
  <message>
   <source>it does not say %1.</source>
   <translation>它未说明 %1。</translation>
  </message>
  <message>
   <source>it does not say how many channels its output has.</source>
   <translation>它未说明输出有多少个通道。</translation>
  </message>
  <message>
   <source>it does not say which network its weights are for (no network_def).</source>
   <translation>它未说明其权重属于哪个网络（没有 network_def）。</translation>
  </message>
  <message>
   <source>it ended too early</source>
   <translation>它过早结束</translation>
  </message>
  <message>
   <source>it ends with a sigmoid, which is done here; save it without (as logits).</source>
   <translation>它以 sigmoid 结尾，而这由本程序完成；请去掉后保存（保存 logits）。</translation>
  </message>
  <message>
   <source>it ends with a softmax, which is done here; save it without (as logits).</source>
   <translation>它以 softmax 结尾，而这由本程序完成；请去掉后保存（保存 logits）。</translation>
  </message>
  <message>
   <source>it gives nothing.</source>
   <translation>它没有输出。</translation>
  </message>
  <message>
   <source>it has %1</source>
   <translation>它含有 %1</translation>
  </message>
  <message>
   <source>it has a layer %1 %2</source>
   <translation>它有一层 %1 %2</translation>
  </message>
  <message>
   <source>it has more steps than any network.</source>
   <translation>它的步骤多于任何网络。</translation>
  </message>
  <message>
   <source>it has more than %1 elements</source>
   <translation>其元素超过 %1 个</translation>
  </message>
  <message>
   <source>it has more than one kind of activation.</source>
   <translation>它有不止一种激活函数。</translation>
  </message>
  <message>
   <source>it has no %1.</source>
   <translation>它没有 %1。</translation>
  </message>
  <message>
   <source>it has no configs/inference.json, which says what it does to an image.</source>
   <translation>它没有说明如何处理图像的 configs/inference.json。</translation>
  </message>
  <message>
   <source>it has no fold %1</source>
   <translation>它没有第 %1 折</translation>
  </message>
  <message>
   <source>it has no models/model.pt; its weights may be fetched separately.</source>
   <translation>它没有 models/model.pt；其权重可能需要单独获取。</translation>
  </message>
  <message>
   <source>it has no weights.</source>
   <translation>它没有权重。</translation>
  </message>
  <message>
   <source>it has unreasonably many elements</source>
   <translation>其元素数量不合理</translation>
  </message>
  <message>
   <source>it holds a %1 and not named weights</source>
   <translation>它含有 %1，而不是带名称的权重</translation>
  </message>
  <message>
   <source>it holds a file with the name %1</source>
   <translation>其中有名为 %1 的文件</translation>
  </message>
  <message>
   <source>it holds a training.</source>
   <translation>它含有训练内容。</translation>
  </message>
  <message>
   <source>it holds more than numbers, texts and tensors</source>
   <translation>它含有数值、文字和张量以外的内容</translation>
  </message>
  <message>
   <source>it holds more values than any bundle needs.</source>
   <translation>它含有的值多于任何 bundle 所需。</translation>
  </message>
  <message>
   <source>it holds no network_weights as nnU-Net v2 writes them</source>
   <translation>它不含 nnU-Net v2 写入的 network_weights</translation>
  </message>
  <message>
   <source>it holds no networks of a task that is known</source>
   <translation>它不含已知任务的网络</translation>
  </message>
  <message>
   <source>it holds no networks of the task %1; it holds those of %2</source>
   <translation>它不含任务 %1 的网络；它含有 %2 的网络</translation>
  </message>
  <message>
   <source>it holds no table of names and values.</source>
   <translation>它不含名称与值的表。</translation>
  </message>
  <message>
   <source>it holds no weights by name (a whole saved network holds code; save its state_dict).</source>
   <translation>它没有带名称的权重（完整保存的网络含有代码；请保存其 state_dict）。</translation>
  </message>
  <message>
   <source>it holds plain weights, which do not say of which network; put a manifest beside it (%1, see docs/model-packs.md) that names it.</source>
   <translation>它含有普通权重，未说明属于哪个网络；请在其旁放一个指明网络的清单（%1，见 docs/model-packs.md）。</translation>
  </message>
  <message>
   <source>it holds several models; say which with the options dataset, configuration, trainer or plans</source>
   <translation>它含有多个模型；请用选项 dataset、configuration、trainer 或 plans 指定</translation>
  </message>
  <message>
   <source>it holds several tasks of TotalSegmentator (%1); name one: task = ...</source>
   <translation>它含有 TotalSegmentator 的多个任务 (%1)；请指定一个：task = ...</translation>
  </message>
  <message>
   <source>it is TorchScript, which is a program and no plain weights; it would only run in the sandbox of models. Convert it with the option allow_legacy=yes if you trust who made it. </source>
   <translation>它是 TorchScript，即程序而不是普通权重；它只会在模型沙箱中运行。如果您信任其制作者，请用选项 allow_legacy=yes 转换。</translation>
  </message>
  <message>
   <source>it is YAML, which this installation cannot read; save it as JSON.</source>
   <translation>它是 YAML，此安装无法读取；请保存为 JSON。</translation>
  </message>
  <message>
   <source>it is a Python plugin, which is code; an administrator puts it into the folder of plugins.</source>
   <translation>它是 Python 插件，属于代码；由管理员将其放入插件文件夹。</translation>
  </message>
  <message>
   <source>it is a damaged archive; ask for it again.</source>
   <translation>它是损坏的压缩包；请重新索取。</translation>
  </message>
  <message>
   <source>it is a detector of another kind than MONAI's RetinaNetDetector.</source>
   <translation>它是检测模型，但不是 MONAI 的 RetinaNetDetector。</translation>
  </message>
  <message>
   <source>it is an archive in an archive; unpack it first.</source>
   <translation>它是压缩包中的压缩包；请先解压。</translation>
  </message>
  <message>
   <source>it is code, and code is never run from a file that is dropped here.</source>
   <translation>它是代码，而拖放到这里的文件中的代码从不运行。</translation>
  </message>
  <message>
   <source>it is damaged (%1).</source>
   <translation>它已损坏 (%1)。</translation>
  </message>
  <message>
   <source>it is damaged or no ONNX model.</source>
   <translation>它已损坏或不是 ONNX 模型。</translation>
  </message>
  <message>
   <source>it is damaged or not as its format has it (%1: %2).</source>
   <translation>它已损坏或不符合其格式（%1：%2）。</translation>
  </message>
  <message>
   <source>it is damaged, or no checkpoint of torch</source>
   <translation>它已损坏，或不是 torch 的检查点</translation>
  </message>
  <message>
   <source>it is larger than 16 MB, so it is not read.</source>
   <translation>它大于 16 MB，因此不读取。</translation>
  </message>
  <message>
   <source>it is larger than 2 GB.</source>
   <translation>它大于 2 GB。</translation>
  </message>
  <message>
   <source>it is larger than 4 MB, so it is not read.</source>
   <translation>它大于 4 MB，因此不读取。</translation>
  </message>
  <message>
   <source>it is longer than %1 KB</source>
   <translation>长于 %1 KB</translation>
  </message>
  <message>
   <source>it is made for %1, which is not converted from bundles.</source>
   <translation>它用于%1，不支持从 bundle 转换。</translation>
  </message>
  <message>
   <source>it is nested too deeply to be read.</source>
   <translation>它嵌套过深，无法读取。</translation>
  </message>
  <message>
   <source>it is no TensorFlow.js layer model (a graph model holds its network otherwise).</source>
   <translation>它不是 TensorFlow.js 层模型（图模型以其他方式保存网络）。</translation>
  </message>
  <message>
   <source>it is no YAML of plain values; what else it names is not built.</source>
   <translation>它不是由普通值组成的 YAML；它提到的其他内容不会被构建。</translation>
  </message>
  <message>
   <source>it is no list of names, no table of numbers and names and no colormap.</source>
   <translation>它不是名称列表、编号与名称的表或颜色表。</translation>
  </message>
  <message>
   <source>it is not text in UTF-8</source>
   <translation>不是 UTF-8 文本</translation>
  </message>
  <message>
   <source>it is of ONNX version %1; %2 to %3 are known.</source>
   <translation>其 ONNX 版本为 %1；支持 %2 到 %3。</translation>
  </message>
  <message>
   <source>it is packed so that it would grow when opened; torch does not do so</source>
   <translation>它的打包方式会在打开时膨胀；torch 不会这样做</translation>
  </message>
  <message>
   <source>it is the second stage of a cascade and needs the first, %1, beside it</source>
   <translation>它是级联的第二阶段，需要其旁有第一阶段 %1</translation>
  </message>
  <message>
   <source>it is the second stage of a cascade and needs the first, %1, which is not beside it</source>
   <translation>它是级联的第二阶段，需要第一阶段 %1，而后者不在其旁</translation>
  </message>
  <message>
   <source>it is unreasonably large for its kind</source>
   <translation>对其类型而言大得不合理</translation>
  </message>
  <message>
   <source>it keeps the largest component of several labels together, which is not known.</source>
   <translation>它对多个标签一起保留最大连通域，不支持这种方式。</translation>
  </message>
  <message>
   <source>it makes labels with its own code, %1</source>
   <translation>它用自带代码 %1 生成标签</translation>
  </message>
  <message>
   <source>it must be %1 numbers, not %2.</source>
   <translation>必须是 %1 个数值，而不是 %2 个。</translation>
  </message>
  <message>
   <source>it must hold exactly one file %1.</source>
   <translation>它必须正好含有一个文件 %1。</translation>
  </message>
  <message>
   <source>it names %1 classes; the network has %2.</source>
   <translation>它列出 %1 个类别；网络有 %2 个。</translation>
  </message>
  <message>
   <source>it needs as many of R, G and B as it has labels.</source>
   <translation>R、G、B 的个数必须与标签数相同。</translation>
  </message>
  <message>
   <source>it needs the operators of %1, which are not ONNX's own.</source>
   <translation>它需要 %1 的算子，这些不是 ONNX 自身的算子。</translation>
  </message>
  <message>
   <source>it normalises its channels together, which is not known.</source>
   <translation>它对各通道一起归一化，不支持这种方式。</translation>
  </message>
  <message>
   <source>it prepares images with its own code, %1</source>
   <translation>它用自带代码 %1 准备图像</translation>
  </message>
  <message>
   <source>it reads images with %1, which does not tell their orientation; give the axes of its arrays with the option axes, such as SPL for axial slices as DICOM has them</source>
   <translation>它用 %1 读取图像，该方式不说明方位；请用选项 axes 给出其数组的轴，例如 DICOM 的横断面切片为 SPL</translation>
  </message>
  <message>
   <source>it resamples the image after changing its values; only the other order is known.</source>
   <translation>它在改变数值之后对图像重采样；只支持相反的顺序。</translation>
  </message>
  <message>
   <source>it resamples the image by %1, which is not known.</source>
   <translation>它用 %1 对图像重采样，不受支持。</translation>
  </message>
  <message>
   <source>it resamples with %1 (%2), which this program does not have</source>
   <translation>它用 %1 (%2) 重采样，而本程序没有</translation>
  </message>
  <message>
   <source>it resamples with unusual settings (%1)</source>
   <translation>它重采样的设置不寻常 (%1)</translation>
  </message>
  <message>
   <source>it resizes the image; only pictures, with anti_aliasing, are known.</source>
   <translation>它改变图像大小；只支持带 anti_aliasing 的图片。</translation>
  </message>
  <message>
   <source>it runs with none of the usual sizes of images; say its own with the option size, e.g. '96 96 96'.</source>
   <translation>它不能以任何常见的图像尺寸运行；请用选项 size 给出其尺寸，例如 '96 96 96'。</translation>
  </message>
  <message>
   <source>it sets its detector by %1, which is not known.</source>
   <translation>它用 %1 设置检测器，不支持这种方式。</translation>
  </message>
  <message>
   <source>it takes %1 inputs; networks of one input are known.</source>
   <translation>它有 %1 个输入；只支持一个输入的网络。</translation>
  </message>
  <message>
   <source>it uses aliases, which can grow beyond all bounds; write them out.</source>
   <translation>它使用别名，可能无限膨胀；请将别名展开。</translation>
  </message>
  <message>
   <source>it wanted to fetch a pretrained backbone.</source>
   <translation>它要获取预训练的主干网络。</translation>
  </message>
  <message>
   <source>it wanted to read %1, which is not beside it.</source>
   <translation>它要读取 %1，而该文件不在其旁。</translation>
  </message>
  <message>
   <source>it wanted to run %1, which weights do not need</source>
   <translation>它要运行 %1，而权重不需要它</translation>
  </message>
  <message>
   <source>it wanted to run the Python expression %1.</source>
   <translation>它要运行 Python 表达式 %1。</translation>
  </message>
  <message>
   <source>it wanted to run the network %1, which this program does not have</source>
   <translation>它需要运行网络 %1，而本程序没有该网络</translation>
  </message>
  <message>
   <source>it wanted to run the operator %1, which ONNX does not have.</source>
   <translation>它要运行算子 %1，而 ONNX 没有该算子。</translation>
  </message>
  <message>
   <source>it wanted to run the operator %1.%2, which is not ONNX's own.</source>
   <translation>它要运行算子 %1.%2，该算子不是 ONNX 自身的。</translation>
  </message>
  <message>
   <source>it wants to read %1, which is not beside it.</source>
   <translation>它要读取 %1，而该文件不在其旁。</translation>
  </message>
  <message>
   <source>it was trained by %1, whose code is not here and may build another network than the plans say; if you know that it does not, give the option %2 = yes</source>
   <translation>它由 %1 训练，其代码不在此处，构建的网络可能与 plans 所述不同；如果您确知相同，请给出选项 %2 = yes</translation>
  </message>
  <message>
   <source>it writes more than %1 million letters</source>
   <translation>它写出超过 %1 百万个字符</translation>
  </message>
  <message>
   <source>its %1 is no list of transforms.</source>
   <translation>其 %1 不是变换列表。</translation>
  </message>
  <message>
   <source>its %1 is not of 32 bit numbers.</source>
   <translation>其 %1 不是 32 位数值。</translation>
  </message>
  <message>
   <source>its %1 is of shape %2, not %3.</source>
   <translation>其 %1 的形状为 %2，而不是 %3。</translation>
  </message>
  <message>
   <source>its CropForegroundd has settings that are not known.</source>
   <translation>其 CropForegroundd 有不支持的设置。</translation>
  </message>
  <message>
   <source>its DivisiblePadd has another number for each axis, which is not known.</source>
   <translation>其 DivisiblePadd 在各轴上的数值不同，不受支持。</translation>
  </message>
  <message>
   <source>its NormalizeIntensityd has numbers for each channel, which is not known.</source>
   <translation>其 NormalizeIntensityd 为每个通道给出数值，不受支持。</translation>
  </message>
  <message>
   <source>its RetinaNet does not say how many classes and anchors it has.</source>
   <translation>其 RetinaNet 未说明有多少个类别和锚框。</translation>
  </message>
  <message>
   <source>its RetinaNet does not say whether it is for two or three dimensions.</source>
   <translation>其 RetinaNet 未说明是二维还是三维。</translation>
  </message>
  <message>
   <source>its RetinaNet has settings that are not known.</source>
   <translation>其 RetinaNet 有不支持的设置。</translation>
  </message>
  <message>
   <source>its RetinaNet looks at images by another network than a ResNet with a pyramid.</source>
   <translation>其 RetinaNet 使用的不是带金字塔的 ResNet。</translation>
  </message>
  <message>
   <source>its ScaleIntensityRangePercentilesd is relative, which is not known.</source>
   <translation>其 ScaleIntensityRangePercentilesd 是相对的，不受支持。</translation>
  </message>
  <message>
   <source>its ThresholdIntensityd is more than a bound of the values, which is not known.</source>
   <translation>其 ThresholdIntensityd 不只是数值的界限，不受支持。</translation>
  </message>
  <message>
   <source>its activation is neither softmax nor sigmoid.</source>
   <translation>其激活函数既不是 softmax 也不是 sigmoid。</translation>
  </message>
  <message>
   <source>its anchors are not as many, or not of as many sizes, as its network has.</source>
   <translation>其锚框的数量或尺寸种类与其网络不符。</translation>
  </message>
  <message>
   <source>its anchors are not told by their shapes (AnchorGeneratorWithAnchorShape).</source>
   <translation>其锚框不是由形状给出的 (AnchorGeneratorWithAnchorShape)。</translation>
  </message>
  <message>
   <source>its anchors have %1 scales and its network %2 levels.</source>
   <translation>其锚框有 %1 个尺度，而网络有 %2 级。</translation>
  </message>
  <message>
   <source>its anchors have settings that are not known.</source>
   <translation>其锚框有不支持的设置。</translation>
  </message>
  <message>
   <source>its backbone %1 is none of MONAI's residual networks.</source>
   <translation>其主干网络 %1 不是 MONAI 的残差网络。</translation>
  </message>
  <message>
   <source>its backbone does not say how many images it takes.</source>
   <translation>其主干网络未说明接受多少幅图像。</translation>
  </message>
  <message>
   <source>its backbone has settings that are not known or do not fit.</source>
   <translation>其主干网络的设置不支持或不匹配。</translation>
  </message>
  <message>
   <source>its backbone's %1</source>
   <translation>其主干网络的 %1</translation>
  </message>
  <message>
   <source>its boxes are of another form than corners before they are written.</source>
   <translation>其检测框在写入之前不是角点形式。</translation>
  </message>
  <message>
   <source>its colours must be numbers from 0 to 255.</source>
   <translation>其颜色必须是 0 到 255 的数值。</translation>
  </message>
  <message>
   <source>its compressed data set is broken</source>
   <translation>其压缩数据集已损坏</translation>
  </message>
  <message>
   <source>its compressed data set is unreasonably large</source>
   <translation>其压缩数据集大得不合理</translation>
  </message>
  <message>
   <source>its convolution %1 is of a kind that no MeshNet has (stride, groups, padding ...).</source>
   <translation>其卷积 %1 的类型是 MeshNet 所没有的（步长、分组、填充等）。</translation>
  </message>
  <message>
   <source>its convolutions are not 3x3x3 ones with a 1x1x1 one at last.</source>
   <translation>其卷积不是若干 3x3x3 加最后一个 1x1x1。</translation>
  </message>
  <message>
   <source>its detector has no RetinaNet of named arguments.</source>
   <translation>其检测器没有带名称参数的 RetinaNet。</translation>
  </message>
  <message>
   <source>its detector has settings that are not known.</source>
   <translation>其检测器有不支持的设置。</translation>
  </message>
  <message>
   <source>its elements are nested too deep</source>
   <translation>其元素嵌套过深</translation>
  </message>
  <message>
   <source>its elements are unreasonably deep</source>
   <translation>其元素嵌套过深</translation>
  </message>
  <message>
   <source>its elements are unreasonably deep or large</source>
   <translation>其元素嵌套过深或过大</translation>
  </message>
  <message>
   <source>its file of weights %1 is missing.</source>
   <translation>缺少其权重文件 %1。</translation>
  </message>
  <message>
   <source>its file of weights %1 is shorter than it says, or larger than 2 GB.</source>
   <translation>其权重文件 %1 比声明的短，或大于 2 GB。</translation>
  </message>
  <message>
   <source>its file of weights %1 is unreasonably large.</source>
   <translation>其权重文件 %1 大得不合理。</translation>
  </message>
  <message>
   <source>its first layer's size</source>
   <translation>其第一层的尺寸</translation>
  </message>
  <message>
   <source>its first layer's stride</source>
   <translation>其第一层的步长</translation>
  </message>
  <message>
   <source>its inferer %1 is not known.</source>
   <translation>不支持其 inferer %1。</translation>
  </message>
  <message>
   <source>its inferer is not the one of MONAI's detection bundles.</source>
   <translation>其 inferer 不是 MONAI 检测 bundle 的那一种。</translation>
  </message>
  <message>
   <source>its input is no volume of a fixed size.</source>
   <translation>其输入不是固定尺寸的体数据。</translation>
  </message>
  <message>
   <source>its input is of the shape %1; [1, channels, (slices,) rows, columns] is known.</source>
   <translation>其输入的形状为 %1；支持 [1, 通道,（切片,）行, 列]。</translation>
  </message>
  <message>
   <source>its label %1 is none of the task %2</source>
   <translation>其标签 %1 不属于任务 %2</translation>
  </message>
  <message>
   <source>its layer %1 does not just follow the one before it.</source>
   <translation>其层 %1 没有直接接在前一层之后。</translation>
  </message>
  <message>
   <source>its layers are not all of one width, bias and normalisation.</source>
   <translation>其各层的宽度、偏置和归一化不一致。</translation>
  </message>
  <message>
   <source>its layers are not convolution and activation in turn, from an input to a last convolution.</source>
   <translation>其各层不是从输入到最后一个卷积依次为卷积和激活。</translation>
  </message>
  <message>
   <source>its metadata do not say how many channels its output has.</source>
   <translation>其元数据未说明输出有多少个通道。</translation>
  </message>
  <message>
   <source>its metadata or configuration is no table.</source>
   <translation>其元数据或配置不是表。</translation>
  </message>
  <message>
   <source>its model.json describes its weights wrongly.</source>
   <translation>其 model.json 对权重的描述有误。</translation>
  </message>
  <message>
   <source>its model.json does not say where its weights are.</source>
   <translation>其 model.json 未说明权重在何处。</translation>
  </message>
  <message>
   <source>its network needs sizes that %1 does not give (size_divisible).</source>
   <translation>其网络需要 %1 未给出的尺寸 (size_divisible)。</translation>
  </message>
  <message>
   <source>its numbers are quantised or not float32; ask for the whole model.</source>
   <translation>其数值经过量化或不是 float32；请索取完整的模型。</translation>
  </message>
  <message>
   <source>its orientation %1 comes after the resampling or is none.</source>
   <translation>其方位 %1 在重采样之后，或不是有效的方位。</translation>
  </message>
  <message>
   <source>its output is of the shape %1; numbers or maps of each class are known.</source>
   <translation>其输出的形状为 %1；支持每个类别的数值或图。</translation>
  </message>
  <message>
   <source>its postprocessing has a step %1, which is not known for boxes.</source>
   <translation>其后处理有步骤 %1，不支持用于检测框。</translation>
  </message>
  <message>
   <source>its postprocessing has a step %1, which is not known.</source>
   <translation>其后处理有步骤 %1，不受支持。</translation>
  </message>
  <message>
   <source>its preprocessing does not say how the image lies (no Orientationd); give the option axes, e.g. RAS.</source>
   <translation>其预处理未说明图像的方位（没有 Orientationd）；请给出选项 axes，例如 RAS。</translation>
  </message>
  <message>
   <source>its preprocessing has a step %1, which is not known.</source>
   <translation>其预处理有步骤 %1，不受支持。</translation>
  </message>
  <message>
   <source>its pyramid has no backbone.</source>
   <translation>其金字塔没有主干网络。</translation>
  </message>
  <message>
   <source>its pyramid's layers</source>
   <translation>其金字塔的层</translation>
  </message>
  <message>
   <source>its pyramid's layers are not some of 1 to 4 in order.</source>
   <translation>其金字塔的层不是依次取自 1 到 4。</translation>
  </message>
  <message>
   <source>its size does not fit %1 slices</source>
   <translation>其尺寸与 %1 层切片不符</translation>
  </message>
  <message>
   <source>its size_divisible</source>
   <translation>其 size_divisible</translation>
  </message>
  <message>
   <source>its sliding window blends by %1 and pads by %2, which is not known.</source>
   <translation>其滑动窗口用 %1 混合并用 %2 填充，不支持这种方式。</translation>
  </message>
  <message>
   <source>its sliding window has another overlap for each axis.</source>
   <translation>其滑动窗口在各轴上的重叠不同。</translation>
  </message>
  <message>
   <source>its spacing is no list of numbers.</source>
   <translation>其间距不是数值列表。</translation>
  </message>
  <message>
   <source>its structure is broken</source>
   <translation>其结构已损坏</translation>
  </message>
  <message>
   <source>its tensor %1 would be of the size %2.</source>
   <translation>其张量 %1 的大小将为 %2。</translation>
  </message>
  <message>
   <source>its top</source>
   <translation>其顶层</translation>
  </message>
  <message>
   <source>its weights %1 are of shape %2, not %3.</source>
   <translation>其权重 %1 的形状为 %2，而不是 %3。</translation>
  </message>
  <message>
   <source>its weights %1 are of the size %2.</source>
   <translation>其权重 %1 的大小为 %2。</translation>
  </message>
  <message>
   <source>its weights are %1 bytes long, not %2 as it says.</source>
   <translation>其权重长 %1 字节，而不是声明的 %2 字节。</translation>
  </message>
  <message>
   <source>its weights hold %1, which no layer uses.</source>
   <translation>其权重含有 %1，但没有层使用它。</translation>
  </message>
  <message>
   <source>its weights lack %1.</source>
   <translation>其权重缺少 %1。</translation>
  </message>
  <message>
   <source>its window is no multiple of its size_divisible along each axis.</source>
   <translation>其窗口在各轴上不是 size_divisible 的倍数。</translation>
  </message>
  <message>
   <source>jobs</source>
   <translation>任务</translation>
  </message>
  <message>
   <source>keeps the reader busy without end, so it is left out.</source>
   <translation>会使读取进程一直忙碌，因此已略去。</translation>
  </message>
  <message>
   <source>label values %1 without a segment</source>
   <translation>没有分割区域的标签值 %1</translation>
  </message>
  <message>
   <source>labels of type %1 instead of uint8 or uint16</source>
   <translation>类型为 %1 的标签，而不是 uint8 或 uint16</translation>
  </message>
  <message>
   <source>letters, digits, - and _ only</source>
   <translation>仅限字母、数字、- 和 _</translation>
  </message>
  <message>
   <source>localizer mark</source>
   <translation>定位像标记</translation>
  </message>
  <message>
   <source>makes the reader crash, so it is left out.</source>
   <translation>会使读取进程崩溃，因此已略去。</translation>
  </message>
  <message>
   <source>medviewer %1, Python %2</source>
   <translation>medviewer %1，Python %2</translation>
  </message>
  <message>
   <source>memory</source>
   <translation>内存</translation>
  </message>
  <message>
   <source>model pack</source>
   <translation>模型包</translation>
  </message>
  <message>
   <source>models</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>more than it is long: torch packs nothing</source>
   <translation>远超其长度的内容：torch 不压缩任何内容</translation>
  </message>
  <message>
   <source>more voxels than the free memory holds</source>
   <translation>体素数超出空闲内存所能容纳的数量</translation>
  </message>
  <message>
   <source>must be a list of %1 to %2</source>
   <translation>必须是 %1 到 %2 项的列表</translation>
  </message>
  <message>
   <source>must be a number between -%1 and %1</source>
   <translation>必须是 -%1 到 %1 之间的数值</translation>
  </message>
  <message>
   <source>must be a text of %1 to %2 characters</source>
   <translation>必须是 %1 到 %2 个字符的文字</translation>
  </message>
  <message>
   <source>must be a whole number from %1 to %2</source>
   <translation>必须是 %1 到 %2 的整数</translation>
  </message>
  <message>
   <source>must be true or false</source>
   <translation>必须是 true 或 false</translation>
  </message>
  <message>
   <source>must hold names of marks</source>
   <translation>必须包含标记的名称</translation>
  </message>
  <message>
   <source>must hold numbers of segments</source>
   <translation>必须包含分割的编号</translation>
  </message>
  <message>
   <source>must hold three numbers a place</source>
   <translation>每个位置必须含有三个数值</translation>
  </message>
  <message>
   <source>must hold three numbers from 0 to 255</source>
   <translation>必须含有三个 0 到 255 的数值</translation>
  </message>
  <message>
   <source>nnU-Net keeps the last state of its training and the best one.</source>
   <translation>nnU-Net 保存训练的最后状态和最佳状态。</translation>
  </message>
  <message>
   <source>nnU-Net model folder</source>
   <translation>nnU-Net 模型文件夹</translation>
  </message>
  <message>
   <source>nnU-Net v2 model %1 (trainer %2); folds of each stage: %3. Its images were read with %4, so its arrays are taken to run %5 (after its transpose); convert again with the option axes if results are turned</source>
   <translation>nnU-Net v2 模型 %1（训练器 %2）；各阶段的折：%3。其图像用 %4 读取，因此认为其数组的走向为 %5（转置之后）；若结果方向不对，请用选项 axes 重新转换</translation>
  </message>
  <message>
   <source>no activation %1; there are %2</source>
   <translation>没有激活函数 %1；现有 %2</translation>
  </message>
  <message>
   <source>no element is known</source>
   <translation>没有可识别的元素</translation>
  </message>
  <message>
   <source>no file was left behind</source>
   <translation>没有留下任何文件</translation>
  </message>
  <message>
   <source>no finding at all</source>
   <translation>没有任何发现</translation>
  </message>
  <message>
   <source>no graphics card that torch can use; models run on the processor</source>
   <translation>没有 torch 可用的显卡；模型在处理器上运行</translation>
  </message>
  <message>
   <source>no model was found</source>
   <translation>没有找到模型</translation>
  </message>
  <message>
   <source>no offsets</source>
   <translation>没有偏移</translation>
  </message>
  <message>
   <source>no picture</source>
   <translation>没有图像</translation>
  </message>
  <message>
   <source>no pixel size in the file</source>
   <translation>文件中没有像素尺寸</translation>
  </message>
  <message>
   <source>no result</source>
   <translation>没有结果</translation>
  </message>
  <message>
   <source>no such language</source>
   <translation>没有此语言</translation>
  </message>
  <message>
   <source>no table</source>
   <translation>没有表</translation>
  </message>
  <message>
   <source>no value</source>
   <translation>没有值</translation>
  </message>
  <message>
   <source>none of its models is the one asked for; it has %1</source>
   <translation>其中没有所要的模型；它含有 %1</translation>
  </message>
  <message>
   <source>not a draft</source>
   <translation>不是草稿</translation>
  </message>
  <message>
   <source>not a finite number</source>
   <translation>不是有限数值</translation>
  </message>
  <message>
   <source>not a list</source>
   <translation>不是列表</translation>
  </message>
  <message>
   <source>not a policy</source>
   <translation>不是策略</translation>
  </message>
  <message>
   <source>not as large as it says</source>
   <translation>与其声明的大小不符</translation>
  </message>
  <message>
   <source>not begun</source>
   <translation>未开始</translation>
  </message>
  <message>
   <source>not every fold has a checkpoint %1</source>
   <translation>并非每一折都有检查点 %1</translation>
  </message>
  <message>
   <source>not known to the network</source>
   <translation>网络不认识</translation>
  </message>
  <message>
   <source>not of its declared type</source>
   <translation>与其声明的类型不符</translation>
  </message>
  <message>
   <source>not stated</source>
   <translation>未说明</translation>
  </message>
  <message>
   <source>objects of torch.classes, which are code of this program's libraries</source>
   <translation>torch.classes 的对象，即程序库的代码</translation>
  </message>
  <message>
   <source>of another shape</source>
   <translation>形状不同</translation>
  </message>
  <message>
   <source>of the configuration %1, %2</source>
   <translation>配置 %1 的 %2</translation>
  </message>
  <message>
   <source>on the graphics card</source>
   <translation>在显卡上</translation>
  </message>
  <message>
   <source>on the graphics card, sums in RAM</source>
   <translation>在显卡上，累加在内存中</translation>
  </message>
  <message>
   <source>on the processor</source>
   <translation>在处理器上</translation>
  </message>
  <message>
   <source>on the processor instead of the graphics card: %1</source>
   <translation>在处理器上而不是显卡上：%1</translation>
  </message>
  <message>
   <source>on the processor: %1 GB are needed and %2 GB are free</source>
   <translation>在处理器上：需要 %1 GB，空闲 %2 GB</translation>
  </message>
  <message>
   <source>one of %1</source>
   <translation>%1 之一</translation>
  </message>
  <message>
   <source>only %1 % the same, Dice %2</source>
   <translation>只有 %1 % 相同，Dice %2</translation>
  </message>
  <message>
   <source>onnxruntime float32%1</source>
   <translation>onnxruntime float32%1</translation>
  </message>
  <message>
   <source>outline crosses itself</source>
   <translation>轮廓自相交</translation>
  </message>
  <message>
   <source>packed in another way</source>
   <translation>以其他方式打包</translation>
  </message>
  <message>
   <source>part of the cycle</source>
   <translation>周期时相</translation>
  </message>
  <message>
   <source>pickled tensors</source>
   <translation>经 pickle 处理的张量</translation>
  </message>
  <message>
   <source>pictures</source>
   <translation>图像绘制</translation>
  </message>
  <message>
   <source>pixel spacing</source>
   <translation>像素间距</translation>
  </message>
  <message>
   <source>pixels of %1 mm</source>
   <translation>像素 %1 mm</translation>
  </message>
  <message>
   <source>plain weights of torch</source>
   <translation>torch 普通权重</translation>
  </message>
  <message>
   <source>plain weights of torch (%1)</source>
   <translation>torch 普通权重 (%1)</translation>
  </message>
  <message>
   <source>plugins folder</source>
   <translation>插件文件夹</translation>
  </message>
  <message>
   <source>raw data of a scanner</source>
   <translation>扫描仪的原始数据</translation>
  </message>
  <message>
   <source>region of the file</source>
   <translation>文件中的区域</translation>
  </message>
  <message>
   <source>regions_class_order of dataset.json does not have one number for each region</source>
   <translation>dataset.json 的 regions_class_order 没有为每个区域给出一个编号</translation>
  </message>
  <message>
   <source>regions_class_order of dataset.json has a number below 1</source>
   <translation>dataset.json 的 regions_class_order 含有小于 1 的编号</translation>
  </message>
  <message>
   <source>sample inputs that are no plain tensors</source>
   <translation>不是普通张量的示例输入</translation>
  </message>
  <message>
   <source>sandbox</source>
   <translation>沙箱</translation>
  </message>
  <message>
   <source>screen</source>
   <translation>屏幕</translation>
  </message>
  <message>
   <source>segments %1 that its manifest does not name</source>
   <translation>清单中未列出的分割区域 %1</translation>
  </message>
  <message>
   <source>sequences are nested too deeply</source>
   <translation>序列项嵌套过深</translation>
  </message>
  <message>
   <source>settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>showing the hottest parts raises the probability less than showing parts at random</source>
   <translation>显示最热部位使概率的上升少于随机显示</translation>
  </message>
  <message>
   <source>simpler: it is nested too deeply or too long</source>
   <translation>更简单：它嵌套过深或过长</translation>
  </message>
  <message>
   <source>slices of %1 at an impossible place</source>
   <translation>%1 的切片位于不可能的位置</translation>
  </message>
  <message>
   <source>soft tissue</source>
   <translation>软组织</translation>
  </message>
  <message>
   <source>spacing and patch_size of the plans do not fit each other</source>
   <translation>plans 的 spacing 与 patch_size 不匹配</translation>
  </message>
  <message>
   <source>temporal range %1</source>
   <translation>时间范围 %1</translation>
  </message>
  <message>
   <source>test-time augmentation</source>
   <translation>测试时增强</translation>
  </message>
  <message>
   <source>texts without control characters</source>
   <translation>不含控制字符的文字（可多个）</translation>
  </message>
  <message>
   <source>the %1 of %2 slices that speak most for the statement</source>
   <translation>%2 层中最支持该结论的 %1 层</translation>
  </message>
  <message>
   <source>the archive is cut short</source>
   <translation>压缩包不完整</translation>
  </message>
  <message>
   <source>the arguments of its %1 have no names.</source>
   <translation>其 %1 的参数没有名称。</translation>
  </message>
  <message>
   <source>the channels of dataset.json are not numbered from 0</source>
   <translation>dataset.json 的通道编号不是从 0 开始</translation>
  </message>
  <message>
   <source>the code %1, which is longer than any network's</source>
   <translation>代码 %1，比任何网络的都长</translation>
  </message>
  <message>
   <source>the expression %1</source>
   <translation>表达式 %1</translation>
  </message>
  <message>
   <source>the factors that the maker of the scanner keeps beside the counts are missing</source>
   <translation>缺少扫描仪厂商随计数值保存的系数</translation>
  </message>
  <message>
   <source>the file %1, which is no part of a network</source>
   <translation>文件 %1，它不属于网络</translation>
  </message>
  <message>
   <source>the file %1, which is no part of a plain network</source>
   <translation>文件 %1，它不属于普通网络</translation>
  </message>
  <message>
   <source>the file does not say how far apart its slices lie</source>
   <translation>文件未说明其切片的间距</translation>
  </message>
  <message>
   <source>the file does not say how many slices are in it</source>
   <translation>文件未说明其中有多少切片</translation>
  </message>
  <message>
   <source>the file does not say in which direction its slices follow each other</source>
   <translation>文件未说明其切片的排列方向</translation>
  </message>
  <message>
   <source>the file does not say to what time decay was corrected</source>
   <translation>文件未说明衰变校正到何时</translation>
  </message>
  <message>
   <source>the file does not say where it lies in the patient</source>
   <translation>文件未说明它在患者身上的位置</translation>
  </message>
  <message>
   <source>the file gives uptake by something other than body weight</source>
   <translation>文件给出的摄取值不是按体重计算的</translation>
  </message>
  <message>
   <source>the file of labels names %1 classes; the network has %2.</source>
   <translation>标签文件列出 %1 个类别；网络有 %2 个。</translation>
  </message>
  <message>
   <source>the file of weights is too short for it.</source>
   <translation>对它而言权重文件过短。</translation>
  </message>
  <message>
   <source>the folder for the pack is not empty.</source>
   <translation>模型包的文件夹不为空。</translation>
  </message>
  <message>
   <source>the half-life is missing</source>
   <translation>缺少半衰期</translation>
  </message>
  <message>
   <source>the injected dose is missing or not in becquerel</source>
   <translation>注射剂量缺失或不以贝可勒尔为单位</translation>
  </message>
  <message>
   <source>the labels of dataset.json are not numbered 0, 1, 2, ...</source>
   <translation>dataset.json 的标签编号不是依次 0、1、2</translation>
  </message>
  <message>
   <source>the largest gap is %1 mm where %2 mm is usual</source>
   <translation>最大间隔为 %1 mm，而通常为 %2 mm</translation>
  </message>
  <message>
   <source>the measurement at install</source>
   <translation>安装时的测量</translation>
  </message>
  <message>
   <source>the name %1</source>
   <translation>名称 %1</translation>
  </message>
  <message>
   <source>the name of a file inside the pack, not %1</source>
   <translation>模型包内的文件名，而不是 %1</translation>
  </message>
  <message>
   <source>the name of a file inside the plugin's folder</source>
   <translation>插件文件夹内的文件名</translation>
  </message>
  <message>
   <source>the network needs %1 GB and %2 GB are free on it</source>
   <translation>网络需要 %1 GB，其上空闲 %2 GB</translation>
  </message>
  <message>
   <source>the object %1</source>
   <translation>对象 %1</translation>
  </message>
  <message>
   <source>the old file is unchanged</source>
   <translation>原文件未改变</translation>
  </message>
  <message>
   <source>the option must be numbers, not %1.</source>
   <translation>该选项必须是数值，而不是 %1。</translation>
  </message>
  <message>
   <source>the patient's weight is missing</source>
   <translation>缺少患者体重</translation>
  </message>
  <message>
   <source>the plans normalise %1 channels and dataset.json names %2</source>
   <translation>plans 对 %1 个通道归一化，而 dataset.json 列出 %2 个</translation>
  </message>
  <message>
   <source>the radiopharmaceutical is missing</source>
   <translation>缺少放射性药物信息</translation>
  </message>
  <message>
   <source>the report reads back differently</source>
   <translation>报告读回后不同</translation>
  </message>
  <message>
   <source>the size of its images (option size, e.g. '96 96 96')</source>
   <translation>其图像的尺寸（选项 size，例如 '96 96 96'）</translation>
  </message>
  <message>
   <source>the size of its sliding window is not known.</source>
   <translation>其滑动窗口的尺寸不明。</translation>
  </message>
  <message>
   <source>the slices lie at other places</source>
   <translation>切片位于其他位置</translation>
  </message>
  <message>
   <source>the table %1, which is larger than any</source>
   <translation>表 %1，大于任何正常的表</translation>
  </message>
  <message>
   <source>the time of the injection is missing</source>
   <translation>缺少注射时间</translation>
  </message>
  <message>
   <source>the time of the scan is missing</source>
   <translation>缺少扫描时间</translation>
  </message>
  <message>
   <source>the times of injection and scan contradict each other</source>
   <translation>注射时间与扫描时间互相矛盾</translation>
  </message>
  <message>
   <source>the values are not said to be corrected for %1</source>
   <translation>未说明数值已作%1校正</translation>
  </message>
  <message>
   <source>there are %1 of them for %2 channels.</source>
   <translation>共有 %1 个，而通道有 %2 个。</translation>
  </message>
  <message>
   <source>there are %1 of them for %2 classes.</source>
   <translation>共有 %1 个，而类别有 %2 个。</translation>
  </message>
  <message>
   <source>there are %1 of them; the network takes %2.</source>
   <translation>共有 %1 个；网络接受 %2 个。</translation>
  </message>
  <message>
   <source>there is no folder with dataset.json, plans.json and a fold's checkpoint</source>
   <translation>没有含 dataset.json、plans.json 和某一折检查点的文件夹</translation>
  </message>
  <message>
   <source>there is no option %1; there are %2.</source>
   <translation>没有选项 %1；可用的有 %2。</translation>
  </message>
  <message>
   <source>there is no output %1; it is one of %2.</source>
   <translation>没有输出 %1；应为 %2 之一。</translation>
  </message>
  <message>
   <source>there is no such file or folder.</source>
   <translation>没有这样的文件或文件夹。</translation>
  </message>
  <message>
   <source>there is no such manifest.</source>
   <translation>没有这样的清单。</translation>
  </message>
  <message>
   <source>there is no task %1; it is one of %2.</source>
   <translation>没有任务 %1；应为 %2 之一。</translation>
  </message>
  <message>
   <source>they ask for a network of more than %1 parts</source>
   <translation>它们要求的网络超过 %1 个部分</translation>
  </message>
  <message>
   <source>they ask for more than %1 steps</source>
   <translation>它们要求超过 %1 个步骤</translation>
  </message>
  <message>
   <source>this %1 is no model that is known: no model pack, nnU-Net or TotalSegmentator folder, MONAI bundle, ONNX, .pt2, TorchScript or brainchop model, and no plain weights with a manifest beside them.</source>
   <translation>此 %1 不是已知的模型：不是模型包、nnU-Net 或 TotalSegmentator 文件夹、MONAI bundle、ONNX、.pt2、TorchScript 或 brainchop 模型，也不是旁边带清单的普通权重。</translation>
  </message>
  <message>
   <source>this model's file does not let the weights be changed, so that test is missing</source>
   <translation>此模型的文件不允许改动权重，因此缺少该项检验</translation>
  </message>
  <message>
   <source>three numbers from 0 to 255</source>
   <translation>三个 0 到 255 的数值</translation>
  </message>
  <message>
   <source>time point</source>
   <translation>时间点</translation>
  </message>
  <message>
   <source>too long</source>
   <translation>过长</translation>
  </message>
  <message>
   <source>too long for a key or a signature</source>
   <translation>对密钥或签名而言过长</translation>
  </message>
  <message>
   <source>too many values</source>
   <translation>值过多</translation>
  </message>
  <message>
   <source>torch</source>
   <translation>torch</translation>
  </message>
  <message>
   <source>torch %1, %2 threads</source>
   <translation>torch %1，%2 个线程</translation>
  </message>
  <message>
   <source>torch.export program</source>
   <translation>torch.export 程序</translation>
  </message>
  <message>
   <source>torchvision does not fit this torch (%1).</source>
   <translation>torchvision 与此 torch 不匹配 (%1)。</translation>
  </message>
  <message>
   <source>transpose_forward or the option axes does not name three axes</source>
   <translation>transpose_forward 或选项 axes 没有给出三个轴</translation>
  </message>
  <message>
   <source>trigger time</source>
   <translation>触发时间</translation>
  </message>
  <message>
   <source>true colours</source>
   <translation>真彩色</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>true 或 false</translation>
  </message>
  <message>
   <source>try again</source>
   <translation>请重试</translation>
  </message>
  <message>
   <source>tube voltage</source>
   <translation>管电压</translation>
  </message>
  <message>
   <source>two copies of one weight differ (%1)</source>
   <translation>同一权重的两份副本不同 (%1)</translation>
  </message>
  <message>
   <source>two findings with the same name</source>
   <translation>同名的两个发现</translation>
  </message>
  <message>
   <source>two numbers</source>
   <translation>两个数值</translation>
  </message>
  <message>
   <source>two numbers with the smaller one first</source>
   <translation>两个数值，较小者在前</translation>
  </message>
  <message>
   <source>two segments with the same number</source>
   <translation>编号相同的两个分割区域</translation>
  </message>
  <message>
   <source>two whole numbers with the smaller one first</source>
   <translation>两个整数，较小者在前</translation>
  </message>
  <message>
   <source>uncertainty map</source>
   <translation>不确定度图</translation>
  </message>
  <message>
   <source>uncompressed video (SMPTE ST 2110)</source>
   <translation>未压缩视频 (SMPTE ST 2110)</translation>
  </message>
  <message>
   <source>unknown sequence</source>
   <translation>序列项未知</translation>
  </message>
  <message>
   <source>unknown value representation</source>
   <translation>值表示 (VR) 未知</translation>
  </message>
  <message>
   <source>value outside the chosen type</source>
   <translation>数值超出所选类型的范围</translation>
  </message>
  <message>
   <source>values that are not numbers (NaN or infinite) in its %1</source>
   <translation>%1 中有不是数值的值（NaN 或无穷大）</translation>
  </message>
  <message>
   <source>what it gives (option task: segmentation, classification, image)</source>
   <translation>它给出什么（选项 task：segmentation、classification、image）</translation>
  </message>
  <message>
   <source>what reads foreign files has no network, starts no program and writes no file</source>
   <translation>读取外来文件的进程没有网络，不启动程序，不写文件</translation>
  </message>
  <message>
   <source>what was read back differs</source>
   <translation>读回的内容不同</translation>
  </message>
  <message>
   <source>which way its axes run in the patient (option axes, e.g. SPL for slices from feet to head)</source>
   <translation>其各轴在患者身上的走向（选项 axes，例如从足到头的切片为 SPL）</translation>
  </message>
  <message>
   <source>window</source>
   <translation>窗口</translation>
  </message>
  <message>
   <source>writes %1 MB a second, %2 ms for a small change</source>
   <translation>每秒写入 %1 MB，小改动 %2 ms</translation>
  </message>
  <message>
   <source>“%1” is no volume: only volumes can be registered.</source>
   <translation>“%1”不是体数据：只有体数据可以配准。</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>/ s</source>
   <translation>/ 秒</translation>
  </message>
  <message>
   <source>A panel under the views that runs what you type, with the open study at hand. For researchers.</source>
   <translation>视图下方的面板，运行您输入的内容，可使用已打开的检查。供研究人员使用。</translation>
  </message>
  <message>
   <source>As the window</source>
   <translation>与窗口相同</translation>
  </message>
  <message>
   <source>Centimetres</source>
   <translation>厘米</translation>
  </message>
  <message>
   <source>Cine speed</source>
   <translation>电影播放速度</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Commands used lately</source>
   <translation>最近使用的命令</translation>
  </message>
  <message>
   <source>Cubic, smooth</source>
   <translation>三次，平滑</translation>
  </message>
  <message>
   <source>Dragging right</source>
   <translation>向右拖动</translation>
  </message>
  <message>
   <source>Dragging up</source>
   <translation>向上拖动</translation>
  </message>
  <message>
   <source>Drawing without a graphics card</source>
   <translation>无显卡绘制</translation>
  </message>
  <message>
   <source>Every study that is opened is put into the library.</source>
   <translation>打开的每个检查都会放入影像库。</translation>
  </message>
  <message>
   <source>Folder to begin in</source>
   <translation>起始文件夹</translation>
  </message>
  <message>
   <source>How far dragging changes the window: below 1 the hand is calmer, above 1 it is quicker.</source>
   <translation>拖动对窗宽窗位的影响程度：小于 1 更平缓，大于 1 更灵敏。</translation>
  </message>
  <message>
   <source>How many paths “Open recent” remembers; 0 remembers none.</source>
   <translation>“打开最近”记住多少个路径；0 表示不记住。</translation>
  </message>
  <message>
   <source>How much text stands in the corners of the views.</source>
   <translation>视图四角显示多少文字。</translation>
  </message>
  <message>
   <source>How the views are arranged when the program starts.</source>
   <translation>程序启动时视图的排列方式。</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>Language of reports</source>
   <translation>报告语言</translation>
  </message>
  <message>
   <source>Language of the headings of a report.</source>
   <translation>报告标题所用的语言。</translation>
  </message>
  <message>
   <source>Language of the window. Data of patients is never translated.</source>
   <translation>窗口的语言。患者数据从不翻译。</translation>
  </message>
  <message>
   <source>Layout of volumes</source>
   <translation>体数据的布局</translation>
  </message>
  <message>
   <source>Letter</source>
   <translation>信纸 (Letter)</translation>
  </message>
  <message>
   <source>Look again and again for new studies in indexed folders.</source>
   <translation>持续在已索引的文件夹中查找新检查。</translation>
  </message>
  <message>
   <source>Millimetres</source>
   <translation>毫米</translation>
  </message>
  <message>
   <source>Neurological display</source>
   <translation>神经科显示方式</translation>
  </message>
  <message>
   <source>Paper</source>
   <translation>纸张</translation>
  </message>
  <message>
   <source>Pictures a second where the file does not ask for a speed.</source>
   <translation>文件未指定速度时每秒的图像数。</translation>
  </message>
  <message>
   <source>Recent studies</source>
   <translation>最近的检查</translation>
  </message>
  <message>
   <source>Safe for the colour-blind</source>
   <translation>色觉障碍友好</translation>
  </message>
  <message>
   <source>Screens that were measured</source>
   <translation>已测量的屏幕</translation>
  </message>
  <message>
   <source>Show the crosshair in all views.</source>
   <translation>在所有视图中显示十字线。</translation>
  </message>
  <message>
   <source>Size of text</source>
   <translation>文字大小</translation>
  </message>
  <message>
   <source>Slices and 3D are drawn by the processor, the same on every machine, also over remote desktop: there is nothing to choose.</source>
   <translation>切片和三维由处理器绘制，在每台机器上以及远程桌面下都相同：无需选择。</translation>
  </message>
  <message>
   <source>Speed of window and level</source>
   <translation>调窗速度</translation>
  </message>
  <message>
   <source>Text of the whole window.</source>
   <translation>整个窗口的文字。</translation>
  </message>
  <message>
   <source>The patient's left is on the left of axial and coronal slices, and each such view says so. Otherwise, as radiologists read, it is on the right.</source>
   <translation>患者左侧显示在横断面和冠状面图像的左边，并在这些视图中注明。否则按放射科阅片习惯显示在右边。</translation>
  </message>
  <message>
   <source>The safe palette keeps planes, warnings and errors apart for people who see red and green alike.</source>
   <translation>友好配色使红绿色觉障碍者也能区分各平面、警告和错误。</translation>
  </message>
  <message>
   <source>The tour was seen</source>
   <translation>导览已看过</translation>
  </message>
  <message>
   <source>Unit of lengths</source>
   <translation>长度单位</translation>
  </message>
  <message>
   <source>Usual</source>
   <translation>常规</translation>
  </message>
  <message>
   <source>Voxels as they are</source>
   <translation>按体素原样</translation>
  </message>
  <message>
   <source>What is drawn between voxels.</source>
   <translation>体素之间绘制的内容。</translation>
  </message>
  <message>
   <source>What lengths are written in.</source>
   <translation>长度所用的单位。</translation>
  </message>
  <message>
   <source>What reports are laid out for.</source>
   <translation>报告的版面纸张。</translation>
  </message>
  <message>
   <source>Where “Open folder” and “Open files” begin.</source>
   <translation>“打开文件夹”和“打开文件”的起始位置。</translation>
  </message>
  <message>
   <source>Which way the level goes when the mouse is dragged up.</source>
   <translation>鼠标向上拖动时窗位的变化方向。</translation>
  </message>
  <message>
   <source>Which way the width goes when the mouse is dragged right.</source>
   <translation>鼠标向右拖动时窗宽的变化方向。</translation>
  </message>
  <message>
   <source>Who read last</source>
   <translation>上次阅片者</translation>
  </message>
  <message>
   <source>makes brighter</source>
   <translation>变亮</translation>
  </message>
  <message>
   <source>makes darker</source>
   <translation>变暗</translation>
  </message>
  <message>
   <source>narrows the window</source>
   <translation>缩窄窗宽</translation>
  </message>
  <message>
   <source>widens the window</source>
   <translation>加宽窗宽</translation>
  </message>
 </context>
 <context>
  <name>Tables</name>
  <message>
   <source>Advanced</source>
   <translation>高级</translation>
  </message>
  <message>
   <source>Arabic (ISO 8859-6)</source>
   <translation>阿拉伯文 (ISO 8859-6)</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>注意力</translation>
  </message>
  <message>
   <source>Author</source>
   <translation>作者</translation>
  </message>
  <message>
   <source>Axes</source>
   <translation>轴向</translation>
  </message>
  <message>
   <source>Central European (Latin-2)</source>
   <translation>中欧文字 (Latin-2)</translation>
  </message>
  <message>
   <source>Checkpoint</source>
   <translation>检查点</translation>
  </message>
  <message>
   <source>Chinese, simplified (GB18030, GBK)</source>
   <translation>简体中文 (GB18030、GBK)</translation>
  </message>
  <message>
   <source>Chinese, traditional (Big5)</source>
   <translation>繁体中文 (Big5)</translation>
  </message>
  <message>
   <source>Configuration</source>
   <translation>配置</translation>
  </message>
  <message>
   <source>Cyrillic (ISO 8859-5)</source>
   <translation>西里尔文字 (ISO 8859-5)</translation>
  </message>
  <message>
   <source>Cyrillic (Windows 1251)</source>
   <translation>西里尔文字 (Windows 1251)</translation>
  </message>
  <message>
   <source>Data set</source>
   <translation>数据集</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Folds</source>
   <translation>折</translation>
  </message>
  <message>
   <source>From behind</source>
   <translation>从后面</translation>
  </message>
  <message>
   <source>From the feet</source>
   <translation>从足侧</translation>
  </message>
  <message>
   <source>From the front</source>
   <translation>从前面</translation>
  </message>
  <message>
   <source>From the head</source>
   <translation>从头侧</translation>
  </message>
  <message>
   <source>From the left</source>
   <translation>从左侧</translation>
  </message>
  <message>
   <source>From the right</source>
   <translation>从右侧</translation>
  </message>
  <message>
   <source>Full</source>
   <translation>完整</translation>
  </message>
  <message>
   <source>Grad-CAM</source>
   <translation>Grad-CAM</translation>
  </message>
  <message>
   <source>Grad-CAM++</source>
   <translation>Grad-CAM++</translation>
  </message>
  <message>
   <source>Greek (ISO 8859-7)</source>
   <translation>希腊文 (ISO 8859-7)</translation>
  </message>
  <message>
   <source>Hebrew (ISO 8859-8)</source>
   <translation>希伯来文 (ISO 8859-8)</translation>
  </message>
  <message>
   <source>Identifier</source>
   <translation>标识符</translation>
  </message>
  <message>
   <source>Integrated gradients</source>
   <translation>积分梯度</translation>
  </message>
  <message>
   <source>Intended use</source>
   <translation>预期用途</translation>
  </message>
  <message>
   <source>Its images</source>
   <translation>所需图像</translation>
  </message>
  <message>
   <source>Japanese (EUC)</source>
   <translation>日文 (EUC)</translation>
  </message>
  <message>
   <source>Japanese (Shift JIS)</source>
   <translation>日文 (Shift JIS)</translation>
  </message>
  <message>
   <source>Kind of image</source>
   <translation>图像类型</translation>
  </message>
  <message>
   <source>Korean (EUC)</source>
   <translation>韩文 (EUC)</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>许可证</translation>
  </message>
  <message>
   <source>Look and language</source>
   <translation>外观与语言</translation>
  </message>
  <message>
   <source>Make a known case</source>
   <translation>制作已知病例</translation>
  </message>
  <message>
   <source>Manifest of the network</source>
   <translation>网络的清单</translation>
  </message>
  <message>
   <source>Meaning of its output</source>
   <translation>输出的含义</translation>
  </message>
  <message>
   <source>Measuring</source>
   <translation>测量</translation>
  </message>
  <message>
   <source>Minimal</source>
   <translation>最少</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Names of the classes</source>
   <translation>类别名称</translation>
  </message>
  <message>
   <source>Normalisation of values</source>
   <translation>数值归一化</translation>
  </message>
  <message>
   <source>OKLCh</source>
   <translation>OKLCh</translation>
  </message>
  <message>
   <source>Occlusion</source>
   <translation>遮挡法</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Part of the body</source>
   <translation>身体部位</translation>
  </message>
  <message>
   <source>Plans</source>
   <translation>计划</translation>
  </message>
  <message>
   <source>Run it on the whole image</source>
   <translation>在整个图像上运行</translation>
  </message>
  <message>
   <source>SHAP (gradient)</source>
   <translation>SHAP（梯度）</translation>
  </message>
  <message>
   <source>SHAP (kernel)</source>
   <translation>SHAP（核）</translation>
  </message>
  <message>
   <source>Size of its tiles</source>
   <translation>图块大小</translation>
  </message>
  <message>
   <source>Size of voxels</source>
   <translation>体素大小</translation>
  </message>
  <message>
   <source>Take TorchScript</source>
   <translation>接受 TorchScript</translation>
  </message>
  <message>
   <source>Task</source>
   <translation>任务</translation>
  </message>
  <message>
   <source>Text of the licence</source>
   <translation>许可证文本</translation>
  </message>
  <message>
   <source>Thai (TIS 620)</source>
   <translation>泰文 (TIS 620)</translation>
  </message>
  <message>
   <source>Trainer</source>
   <translation>训练器</translation>
  </message>
  <message>
   <source>Trust its trainer</source>
   <translation>信任其训练器</translation>
  </message>
  <message>
   <source>Unicode (UTF-8)</source>
   <translation>Unicode (UTF-8)</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>版本</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>视图</translation>
  </message>
  <message>
   <source>Western European (Latin-1)</source>
   <translation>西欧文字 (Latin-1)</translation>
  </message>
  <message>
   <source>Which way its axes run in the patient: SPL for slices from feet to head, RAS for MONAI.</source>
   <translation>其轴在患者体内的方向：SPL 表示切片从足到头，RAS 用于 MONAI。</translation>
  </message>
  <message>
   <source>Without the patient's name</source>
   <translation>不含患者姓名</translation>
  </message>
 </context>
 <context>
  <name>Undo</name>
  <message>
   <source>Adjust registration</source>
   <translation>调整配准</translation>
  </message>
  <message>
   <source>Calibrate by hand</source>
   <translation>手动校准</translation>
  </message>
  <message>
   <source>Change words</source>
   <translation>修改文字</translation>
  </message>
  <message>
   <source>Colour map</source>
   <translation>颜色表</translation>
  </message>
  <message>
   <source>Cut in 3D</source>
   <translation>三维切除</translation>
  </message>
  <message>
   <source>Delete measurement</source>
   <translation>删除测量</translation>
  </message>
  <message>
   <source>Draw arrow or text</source>
   <translation>绘制箭头或文字</translation>
  </message>
  <message>
   <source>Draw measurement</source>
   <translation>绘制测量</translation>
  </message>
  <message>
   <source>Hide measurement</source>
   <translation>隐藏测量</translation>
  </message>
  <message>
   <source>Lay over</source>
   <translation>叠加</translation>
  </message>
  <message>
   <source>Light in 3D</source>
   <translation>三维光照</translation>
  </message>
  <message>
   <source>Paste measurement</source>
   <translation>粘贴测量</translation>
  </message>
  <message>
   <source>Rename measurement</source>
   <translation>重命名测量</translation>
  </message>
  <message>
   <source>Reset registration</source>
   <translation>重置配准</translation>
  </message>
  <message>
   <source>Segments in 3D</source>
   <translation>三维分割显示方式</translation>
  </message>
  <message>
   <source>Show a measurement</source>
   <translation>显示一个测量</translation>
  </message>
  <message>
   <source>Show measurement</source>
   <translation>显示测量</translation>
  </message>
  <message>
   <source>Table in 3D</source>
   <translation>三维检查床</translation>
  </message>
  <message>
   <source>Unlink</source>
   <translation>取消联动</translation>
  </message>
 </context>
 <context>
  <name>adjust_panel</name>
  <message>
   <source>Back to the computed one</source>
   <translation>恢复为计算结果</translation>
  </message>
  <message>
   <source>By hand: turned by %1°, the middle moved by %2 mm.</source>
   <translation>手动：转动 %1°，中心移动 %2 mm。</translation>
  </message>
  <message>
   <source>Ctrl+Shift and a drag in the picture turn it as well.</source>
   <translation>在图像中按住 Ctrl+Shift 并拖动也可转动。</translation>
  </message>
  <message>
   <source>Move the other series by 1 mm to</source>
   <translation>将另一序列移动 1 mm 至</translation>
  </message>
  <message>
   <source>Move the other series by 1 mm to %1</source>
   <translation>将另一序列向 %1 移动 1 mm</translation>
  </message>
  <message>
   <source>Turn it by 0.5° about the crosshair</source>
   <translation>绕十字线转动 0.5°</translation>
  </message>
  <message>
   <source>Turn the other series anticlockwise in the view in use</source>
   <translation>在当前视图中逆时针转动另一序列</translation>
  </message>
  <message>
   <source>Turn the other series clockwise in the view in use</source>
   <translation>在当前视图中顺时针转动另一序列</translation>
  </message>
 </context>
 <context>
  <name>anomaly_rows</name>
  <message>
   <source>Abnormal from %1</source>
   <translation>从 %1 起为异常</translation>
  </message>
  <message>
   <source>Anomaly score</source>
   <translation>异常评分</translation>
  </message>
  <message>
   <source>Go to peak</source>
   <translation>转到峰值</translation>
  </message>
  <message>
   <source>Put the crosshair where the image is most unlike what the model knows</source>
   <translation>将十字线移到与模型所知最不相似的位置</translation>
  </message>
  <message>
   <source>The model names no threshold.</source>
   <translation>模型未给出阈值。</translation>
  </message>
  <message>
   <source>abnormal</source>
   <translation>异常</translation>
  </message>
  <message>
   <source>not abnormal</source>
   <translation>无异常</translation>
  </message>
 </context>
 <context>
  <name>axis_text</name>
  <message>
   <source>Frame</source>
   <translation>帧</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>时间</translation>
  </message>
 </context>
 <context>
  <name>badges</name>
  <message>
   <source>%1 %2 slices</source>
   <translation>%1 %2 层</translation>
  </message>
  <message>
   <source>%1 1 slice</source>
   <translation>%1 1 层</translation>
  </message>
  <message>
   <source>A known length on this image says how large its pixels are.</source>
   <translation>由此图像上的已知长度得出其像素尺寸。</translation>
  </message>
  <message>
   <source>ACQUIRED SLICES</source>
   <translation>原始采集切片</translation>
  </message>
  <message>
   <source>AI (%1, not yet reviewed)</source>
   <translation>AI（%1，尚未复核）</translation>
  </message>
  <message>
   <source>AI (%1, to be edited)</source>
   <translation>AI（%1，待编辑）</translation>
  </message>
  <message>
   <source>CALIBRATED BY HAND</source>
   <translation>手动校准</translation>
  </message>
  <message>
   <source>Click to show the resampled volume (Shift+A).</source>
   <translation>点击显示重采样的体数据 (Shift+A)。</translation>
  </message>
  <message>
   <source>Click to show the slices as they were acquired (Shift+A).</source>
   <translation>点击显示原始采集切片 (Shift+A)。</translation>
  </message>
  <message>
   <source>DETECTOR SPACING</source>
   <translation>探测器间距</translation>
  </message>
  <message>
   <source>GAP</source>
   <translation>缺层</translation>
  </message>
  <message>
   <source>It scrolls with another series; Shift+J unlinks.</source>
   <translation>它与另一序列一起滚动；Shift+J 取消联动。</translation>
  </message>
  <message>
   <source>LINKED BY HAND</source>
   <translation>手动联动</translation>
  </message>
  <message>
   <source>MEAN</source>
   <translation>平均</translation>
  </message>
  <message>
   <source>NEUROLOGICAL, LEFT IS LEFT</source>
   <translation>神经科显示，左为左</translation>
  </message>
  <message>
   <source>OBLIQUE</source>
   <translation>斜切</translation>
  </message>
  <message>
   <source>READING %1 %</source>
   <translation>正在读取 %1 %</translation>
  </message>
  <message>
   <source>REFUSED</source>
   <translation>已拒绝</translation>
  </message>
  <message>
   <source>REPEATED</source>
   <translation>重复</translation>
  </message>
  <message>
   <source>RESAMPLED</source>
   <translation>已重采样</translation>
  </message>
  <message>
   <source>SPACING UNKNOWN</source>
   <translation>间距未知</translation>
  </message>
  <message>
   <source>STACK ONLY</source>
   <translation>仅切片堆叠</translation>
  </message>
  <message>
   <source>TILT</source>
   <translation>倾斜</translation>
  </message>
  <message>
   <source>The file gives no size; lengths are in pixels.</source>
   <translation>文件未给出尺寸；长度以像素计。</translation>
  </message>
  <message>
   <source>The greatest, least or mean value over this thickness; Ctrl+Up and Ctrl+Down change it.</source>
   <translation>此厚度内的最大、最小或平均值；Ctrl+Up 和 Ctrl+Down 可改变厚度。</translation>
  </message>
  <message>
   <source>The patient's left is on the left of the picture, as chosen in the settings.</source>
   <translation>按设置中的选择，患者左侧显示在图像左边。</translation>
  </message>
  <message>
   <source>The picture was compressed with loss.</source>
   <translation>图像经过有损压缩。</translation>
  </message>
  <message>
   <source>The planes are turned; Backspace makes them straight.</source>
   <translation>平面已旋转；按 Backspace 恢复正直。</translation>
  </message>
  <message>
   <source>The size is the one at the detector; what lies before it is smaller.</source>
   <translation>尺寸为探测器处的尺寸；探测器之前的物体更小。</translation>
  </message>
  <message>
   <source>UNEVEN SLICES</source>
   <translation>层距不均</translation>
  </message>
  <message>
   <source>corrected</source>
   <translation>已校正</translation>
  </message>
 </context>
 <context>
  <name>bar</name>
  <message>
   <source>All modalities</source>
   <translation>所有成像类型</translation>
  </message>
  <message>
   <source>All places</source>
   <translation>所有位置</translation>
  </message>
  <message>
   <source>All words are looked for: names also in pinyin or by initials, dates such as 2024, 2024-05 or 20240517, ranges such as 2023..2024, and today, week, month</source>
   <translation>查找所有词语：姓名也可用拼音或首字母，日期如 2024、2024-05 或 20240517，范围如 2023..2024，以及 today、week、month</translation>
  </message>
  <message>
   <source>Any date</source>
   <translation>任意日期</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>已复制</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Gone</source>
   <translation>已不存在</translation>
  </message>
  <message>
   <source>In place</source>
   <translation>在原位置</translation>
  </message>
  <message>
   <source>Last 31 days</source>
   <translation>最近 31 天</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>最近 7 天</translation>
  </message>
  <message>
   <source>Last year</source>
   <translation>最近一年</translation>
  </message>
  <message>
   <source>Modality</source>
   <translation>成像类型</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>Search in the library</source>
   <translation>在影像库中搜索</translation>
  </message>
  <message>
   <source>Search: name, pinyin or initials, ID, date, description</source>
   <translation>搜索：姓名、拼音或首字母、ID、日期、描述</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今天</translation>
  </message>
 </context>
 <context>
  <name>browser_window</name>
  <message>
   <source>%1 of %2 models</source>
   <translation>%2 个模型中的 %1 个</translation>
  </message>
  <message>
   <source>All tasks</source>
   <translation>所有任务</translation>
  </message>
  <message>
   <source>Any fit</source>
   <translation>任意适用性</translation>
  </message>
  <message>
   <source>Choose a model on the left.</source>
   <translation>请在左侧选择一个模型。</translation>
  </message>
  <message>
   <source>Does not fit</source>
   <translation>不适用</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>适用性</translation>
  </message>
  <message>
   <source>Fits this series</source>
   <translation>适用于此序列</translation>
  </message>
  <message>
   <source>Lacks a series</source>
   <translation>缺少序列</translation>
  </message>
  <message>
   <source>Search models</source>
   <translation>搜索模型</translation>
  </message>
  <message>
   <source>Search: name, label, purpose</source>
   <translation>搜索：名称、标签、用途</translation>
  </message>
 </context>
 <context>
  <name>change_names</name>
  <message>
   <source>area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>mean</source>
   <translation>平均值</translation>
  </message>
  <message>
   <source>short axis</source>
   <translation>短径</translation>
  </message>
  <message>
   <source>volume</source>
   <translation>体积</translation>
  </message>
 </context>
 <context>
  <name>change_view</name>
  <message>
   <source>Change</source>
   <translation>变化</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>现在</translation>
  </message>
  <message>
   <source>Prior</source>
   <translation>既往</translation>
  </message>
  <message>
   <source>What</source>
   <translation>项目</translation>
  </message>
 </context>
 <context>
  <name>choice_file</name>
  <message>
   <source>%1 could not be read; the usual values are in force, and the old file is kept as %2.</source>
   <translation>无法读取 %1；目前使用默认值，原文件已保留为 %2。</translation>
  </message>
  <message>
   <source>What you choose cannot be kept, because %1 cannot be written or its disk is full; it holds until this window is closed.</source>
   <translation>无法保存您的选择，因为 %1 不可写入或其磁盘已满；这些选择在关闭此窗口之前有效。</translation>
  </message>
 </context>
 <context>
  <name>comfort_desk</name>
  <message>
   <source>Gathering the support bundle; it takes some seconds.</source>
   <translation>正在收集支持包；需要几秒钟。</translation>
  </message>
  <message>
   <source>The support bundle was not saved.</source>
   <translation>支持包未保存。</translation>
  </message>
 </context>
 <context>
  <name>compare_desk</name>
  <message>
   <source>Neither study has a measurement or a segment to compare.</source>
   <translation>两次检查都没有可比较的测量或分割区域。</translation>
  </message>
  <message>
   <source>No other study of this patient is open: open it too, from its folder or the library.</source>
   <translation>该患者没有打开其他检查：请从其文件夹或影像库中打开。</translation>
  </message>
  <message>
   <source>No series of the prior study is like this one: drag one into a view.</source>
   <translation>既往检查中没有与此类似的序列：请将一个序列拖入视图。</translation>
  </message>
  <message>
   <source>Open a second series first: one that is to be registered with this one.</source>
   <translation>请先打开第二个序列：要与此序列配准的序列。</translation>
  </message>
  <message>
   <source>Open a second series first: what is to be laid over this one.</source>
   <translation>请先打开第二个序列：要叠加到此序列上的序列。</translation>
  </message>
  <message>
   <source>Open the prior study first.</source>
   <translation>请先打开既往检查。</translation>
  </message>
  <message>
   <source>Register two series first: what joins them can then be moved by hand.</source>
   <translation>请先配准两个序列，然后才能手动调整其对应关系。</translation>
  </message>
  <message>
   <source>Registered: turned by %1°, likeness %2 before and %3 after. Undo takes it back.</source>
   <translation>已配准：旋转 %1°，相似度由 %2 变为 %3。可撤销。</translation>
  </message>
  <message>
   <source>Registering %1</source>
   <translation>正在配准 %1</translation>
  </message>
  <message>
   <source>The two series lie in different frames of reference: register them first, on the right.</source>
   <translation>两个序列处于不同坐标系：请先在右侧配准。</translation>
  </message>
 </context>
 <context>
  <name>compare_panel</name>
  <message>
   <source>Blend</source>
   <translation>融合</translation>
  </message>
  <message>
   <source>By squares</source>
   <translation>按方格</translation>
  </message>
  <message>
   <source>In colours that shine through</source>
   <translation>以透出的颜色</translation>
  </message>
  <message>
   <source>Joined over a third series, which both are linked with.</source>
   <translation>通过与两者均已链接的第三个序列相连。</translation>
  </message>
  <message>
   <source>Joined: %1.</source>
   <translation>已关联：%1。</translation>
  </message>
  <message>
   <source>Middle grey where both are equal</source>
   <translation>两者相等处为中灰</translation>
  </message>
  <message>
   <source>One frame of reference: both scroll together.</source>
   <translation>同一坐标系：两者一起滚动。</translation>
  </message>
  <message>
   <source>Only the series itself</source>
   <translation>仅此序列本身</translation>
  </message>
  <message>
   <source>Opacity</source>
   <translation>不透明度</translation>
  </message>
  <message>
   <source>Register</source>
   <translation>配准</translation>
  </message>
  <message>
   <source>Squares</source>
   <translation>方格</translation>
  </message>
  <message>
   <source>Take the coordinates of both series as those of one frame</source>
   <translation>将两个序列的坐标视为同一坐标系</translation>
  </message>
  <message>
   <source>The other series</source>
   <translation>另一序列</translation>
  </message>
  <message>
   <source>The two no longer scroll together</source>
   <translation>两者不再一起滚动</translation>
  </message>
  <message>
   <source>To the right of an edge</source>
   <translation>分界线右侧</translation>
  </message>
  <message>
   <source>Two frames of reference: not joined yet.</source>
   <translation>两个坐标系：尚未关联。</translation>
  </message>
  <message>
   <source>Where the edge lies</source>
   <translation>分界线的位置</translation>
  </message>
  <message>
   <source>registered</source>
   <translation>已配准</translation>
  </message>
 </context>
 <context>
  <name>compare_table</name>
  <message>
   <source>B − A (%)</source>
   <translation>B − A (%)</translation>
  </message>
  <message>
   <source>B − A (ml)</source>
   <translation>B − A (ml)</translation>
  </message>
  <message>
   <source>Comparison by label</source>
   <translation>按标签比较</translation>
  </message>
  <message>
   <source>Dice</source>
   <translation>Dice</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Only A knows this label</source>
   <translation>只有 A 有此标签</translation>
  </message>
  <message>
   <source>Only B knows this label</source>
   <translation>只有 B 有此标签</translation>
  </message>
 </context>
 <context>
  <name>compare_view</name>
  <message>
   <source>All labels</source>
   <translation>所有标签</translation>
  </message>
  <message>
   <source>All labels together</source>
   <translation>所有标签合计</translation>
  </message>
  <message>
   <source>Close the comparison</source>
   <translation>关闭比较</translation>
  </message>
  <message>
   <source>Close the comparison (Esc)</source>
   <translation>关闭比较 (Esc)</translation>
  </message>
  <message>
   <source>Difference: blue only A, orange only B, grey both</source>
   <translation>差异：蓝色仅 A，橙色仅 B，灰色两者皆有</translation>
  </message>
  <message>
   <source>Result %1</source>
   <translation>结果 %1</translation>
  </message>
  <message>
   <source>Show where any label differs</source>
   <translation>显示任何标签有差异之处</translation>
  </message>
  <message>
   <source>These two could not be compared.</source>
   <translation>这两者无法比较。</translation>
  </message>
 </context>
 <context>
  <name>console_panel</name>
  <message>
   <source>Enter runs, Up and Down recall, Tab completes, Ctrl+C stops</source>
   <translation>回车运行，上下键调出历史，Tab 补全，Ctrl+C 停止</translation>
  </message>
  <message>
   <source>Python to run</source>
   <translation>要运行的 Python</translation>
  </message>
  <message>
   <source>Python with the open study: %1</source>
   <translation>可使用已打开检查的 Python：%1</translation>
  </message>
  <message>
   <source>Runs only what you type. Ctrl+C stops a loop; one call into C code ends first.
</source>
   <translation>只运行您输入的内容。Ctrl+C 停止循环；正在进行的 C 代码调用会先结束。
</translation>
  </message>
  <message>
   <source>What the console said</source>
   <translation>控制台输出</translation>
  </message>
 </context>
 <context>
  <name>contours_panel</name>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Hide every region</source>
   <translation>隐藏所有区域</translation>
  </message>
  <message>
   <source>Show every region</source>
   <translation>显示所有区域</translation>
  </message>
 </context>
 <context>
  <name>corner_text</name>
  <message>
   <source>(no image here)</source>
   <translation>（此处无图像）</translation>
  </message>
  <message>
   <source>Image %1 / %2</source>
   <translation>图像 %1 / %2</translation>
  </message>
  <message>
   <source>Pixel %1 mm (calibrated by hand)</source>
   <translation>像素 %1 mm（手动校准）</translation>
  </message>
  <message>
   <source>Pixel %1 mm (calibrated)</source>
   <translation>像素 %1 mm（已校准）</translation>
  </message>
  <message>
   <source>Pixel %1 mm (region)</source>
   <translation>像素 %1 mm（区域）</translation>
  </message>
  <message>
   <source>Pixel %1 mm at the detector</source>
   <translation>像素 %1 mm（探测器处）</translation>
  </message>
  <message>
   <source>Thickness %1 mm</source>
   <translation>层厚 %1 mm</translation>
  </message>
  <message>
   <source>W %1  L %2</source>
   <translation>W %1  L %2</translation>
  </message>
 </context>
 <context>
  <name>curved_picture</name>
  <message>
   <source>%1 mm along, %2 mm across: %3</source>
   <translation>沿路径 %1 mm，横向 %2 mm：%3</translation>
  </message>
  <message>
   <source>Section across the path</source>
   <translation>垂直于路径的断面</translation>
  </message>
  <message>
   <source>Straightened picture along the path</source>
   <translation>沿路径拉直的图像</translation>
  </message>
  <message>
   <source>at %1 mm</source>
   <translation>位于 %1 mm</translation>
  </message>
 </context>
 <context>
  <name>curved_view</name>
  <message>
   <source> mm</source>
   <translation> mm</translation>
  </message>
  <message>
   <source>Along the normal</source>
   <translation>沿法线</translation>
  </message>
  <message>
   <source>Click points along a path in one of the views.</source>
   <translation>在一个视图中沿路径点击各点。</translation>
  </message>
  <message>
   <source>Path: %1 mm</source>
   <translation>路径：%1 mm</translation>
  </message>
  <message>
   <source>Remove the path</source>
   <translation>移除路径</translation>
  </message>
  <message>
   <source>Rows follow the normal of the plane (a panorama) instead of lying across the path in it</source>
   <translation>行沿平面的法线方向（全景），而不是在平面内横跨路径</translation>
  </message>
  <message>
   <source>Shift + drag measures, the wheel goes along</source>
   <translation>按住 Shift 拖动可测量，滚轮沿路径移动</translation>
  </message>
  <message>
   <source>Shown of the thickness</source>
   <translation>层厚显示方式</translation>
  </message>
  <message>
   <source>Thickness</source>
   <translation>层厚</translation>
  </message>
  <message>
   <source>Thickness that is put together at right angles to the picture</source>
   <translation>垂直于图像方向合并的厚度</translation>
  </message>
  <message>
   <source>What is shown of the thickness: greatest value, mean or least value</source>
   <translation>层厚内显示什么：最大值、平均值或最小值</translation>
  </message>
 </context>
 <context>
  <name>details_pane</name>
  <message>
   <source>%1 ms a tile</source>
   <translation>每块 %1 ms</translation>
  </message>
  <message>
   <source>Card and licence</source>
   <translation>说明卡与许可证</translation>
  </message>
  <message>
   <source>Contract</source>
   <translation>输入要求</translation>
  </message>
  <message>
   <source>Copy this model to one file, for another computer</source>
   <translation>将此模型复制为一个文件，供另一台计算机使用</translation>
  </message>
  <message>
   <source>Installed %1</source>
   <translation>安装于 %1</translation>
  </message>
  <message>
   <source>Not signed</source>
   <translation>未签名</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Signed by %1</source>
   <translation>由 %1 签名</translation>
  </message>
  <message>
   <source>Take this model off this computer</source>
   <translation>从本机移除此模型</translation>
  </message>
  <message>
   <source>Tests</source>
   <translation>测试</translation>
  </message>
  <message>
   <source>This model did not go through the tests of the installation.</source>
   <translation>此模型未经过安装测试。</translation>
  </message>
 </context>
 <context>
  <name>detection_rows</name>
  <message>
   <source>%1 more, less certain</source>
   <translation>另有 %1 个，把握较小</translation>
  </message>
  <message>
   <source>Go to</source>
   <translation>转到</translation>
  </message>
  <message>
   <source>Nothing was found.</source>
   <translation>未发现任何内容。</translation>
  </message>
  <message>
   <source>Put the crosshair on the middle of this box</source>
   <translation>将十字线移到此检测框的中心</translation>
  </message>
 </context>
 <context>
  <name>doctor_page</name>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Copy all lines as text</source>
   <translation>将所有行复制为文本</translation>
  </message>
  <message>
   <source>Everything that is needed works, and nothing is slow.</source>
   <translation>所需的一切都正常，且没有缓慢之处。</translation>
  </message>
  <message>
   <source>Everything that is needed works; %1 could be better.</source>
   <translation>所需的一切都正常；%1 可以更好。</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>重新检查</translation>
  </message>
  <message>
   <source>Something that is needed does not work: %1.</source>
   <translation>所需的某项不正常：%1。</translation>
  </message>
  <message>
   <source>The checks broke off, so nothing is known; try again.</source>
   <translation>检查中断，因此没有结果；请重试。</translation>
  </message>
  <message>
   <source>Try everything once more</source>
   <translation>全部再试一次</translation>
  </message>
  <message>
   <source>Trying what the machine can do; it takes some seconds …</source>
   <translation>正在测试本机能力；需要几秒钟…</translation>
  </message>
  <message>
   <source>fault</source>
   <translation>故障</translation>
  </message>
  <message>
   <source>fine</source>
   <translation>正常</translation>
  </message>
  <message>
   <source>note</source>
   <translation>提示</translation>
  </message>
 </context>
 <context>
  <name>document_card</name>
  <message>
   <source>Document</source>
   <translation>文档</translation>
  </message>
  <message>
   <source>It stays inside its DICOM file until you save a copy.</source>
   <translation>在您保存副本之前，它留在其 DICOM 文件内。</translation>
  </message>
  <message>
   <source>Open the copy</source>
   <translation>打开副本</translation>
  </message>
  <message>
   <source>Opens the saved copy with the program that this system has for it</source>
   <translation>用本系统的关联程序打开已保存的副本</translation>
  </message>
  <message>
   <source>Save a copy…</source>
   <translation>保存副本…</translation>
  </message>
  <message>
   <source>This system has no program to open %1 with.</source>
   <translation>本系统没有可打开 %1 的程序。</translation>
  </message>
  <message>
   <source>unknown kind</source>
   <translation>未知类型</translation>
  </message>
 </context>
 <context>
  <name>document_view</name>
  <message>
   <source>%n images that it refers to are not open.</source>
   <translation>其引用的 %n 幅图像未打开。</translation>
  </message>
  <message>
   <source>1 image that it refers to is not open.</source>
   <translation>其引用的 1 幅图像未打开。</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation>全部复制</translation>
  </message>
  <message>
   <source>Images that it refers to; click to go there</source>
   <translation>其引用的图像；点击可转到</translation>
  </message>
 </context>
 <context>
  <name>draft_editor</name>
  <message>
   <source>AI findings</source>
   <translation>AI 结果</translation>
  </message>
  <message>
   <source>Comparison</source>
   <translation>对比</translation>
  </message>
  <message>
   <source>Impression</source>
   <translation>诊断意见</translation>
  </message>
  <message>
   <source>Indication</source>
   <translation>临床指征</translation>
  </message>
  <message>
   <source>Name of who reads</source>
   <translation>阅片者姓名</translation>
  </message>
  <message>
   <source>Parts of the report</source>
   <translation>报告的组成部分</translation>
  </message>
  <message>
   <source>Read by</source>
   <translation>阅片者</translation>
  </message>
  <message>
   <source>Text of the report</source>
   <translation>报告正文</translation>
  </message>
  <message>
   <source>What it holds</source>
   <translation>包含内容</translation>
  </message>
 </context>
 <context>
  <name>estimate_line</name>
  <message>
   <source>%1 GB memory</source>
   <translation>内存 %1 GB</translation>
  </message>
  <message>
   <source>%1 GB on the card</source>
   <translation>显卡 %1 GB</translation>
  </message>
  <message>
   <source>About %1</source>
   <translation>约 %1</translation>
  </message>
  <message>
   <source>reckoned from %1</source>
   <translation>根据%1估算</translation>
  </message>
 </context>
 <context>
  <name>explain_section</name>
  <message>
   <source>A simple model of parts shown and hidden; slow, works with every model</source>
   <translation>显示与隐藏各部分的简单模型；慢，适用于每个模型</translation>
  </message>
  <message>
   <source>As Grad-CAM, better with several places; fast and coarse</source>
   <translation>与 Grad-CAM 相似，多处时更好；快但粗略</translation>
  </message>
  <message>
   <source>As integrated gradients, averaged over several references</source>
   <translation>与积分梯度相似，对多个参考取平均</translation>
  </message>
  <message>
   <source>Explain…</source>
   <translation>解释…</translation>
  </message>
  <message>
   <source>Make a heat map of what this statement rests on, and test it</source>
   <translation>生成该结论所依据部位的热图，并加以检验</translation>
  </message>
  <message>
   <source>What each part of the image is worth to the statement; slow, works with every model</source>
   <translation>图像各部分对该结论的贡献；慢，适用于每个模型</translation>
  </message>
  <message>
   <source>What is lost when a part of the image is covered; slow, works with every model</source>
   <translation>遮住图像某部分时损失多少；慢，适用于每个模型</translation>
  </message>
  <message>
   <source>Where a transformer looked, whatever it stated</source>
   <translation>Transformer 关注之处，无论其结论如何</translation>
  </message>
  <message>
   <source>Which of the network's own maps speak for it; fast and coarse</source>
   <translation>网络自身的哪些特征图支持该结论；快但粗略</translation>
  </message>
  <message>
   <source>Which voxels the probability grew from, from a blurred image to this one</source>
   <translation>从模糊图像到此图像，概率由哪些体素增长而来</translation>
  </message>
 </context>
 <context>
  <name>file_commands</name>
  <message>
   <source>Saved %1</source>
   <translation>已保存 %1</translation>
  </message>
 </context>
 <context>
  <name>file_field</name>
  <message>
   <source>Choose a file</source>
   <translation>选择文件</translation>
  </message>
  <message>
   <source>None</source>
   <translation>无</translation>
  </message>
 </context>
 <context>
  <name>file_looks_menu</name>
  <message>
   <source>Lookup table</source>
   <translation>查找表</translation>
  </message>
  <message>
   <source>Of the file</source>
   <translation>来自文件</translation>
  </message>
 </context>
 <context>
  <name>findings_panel</name>
  <message>
   <source>%1 %2</source>
   <translation>%1 %2</translation>
  </message>
  <message>
   <source>AI</source>
   <translation>AI</translation>
  </message>
  <message>
   <source>Evidence</source>
   <translation>依据</translation>
  </message>
  <message>
   <source>No findings.</source>
   <translation>没有所见。</translation>
  </message>
  <message>
   <source>Show where in the image this rests on</source>
   <translation>显示其依据在图像中的位置</translation>
  </message>
  <message>
   <source>negative</source>
   <translation>阴性</translation>
  </message>
  <message>
   <source>positive</source>
   <translation>阳性</translation>
  </message>
 </context>
 <context>
  <name>fit_text</name>
  <message>
   <source>%1 and %2</source>
   <translation>%1 和 %2</translation>
  </message>
  <message>
   <source>Anomaly</source>
   <translation>异常</translation>
  </message>
  <message>
   <source>Checking…</source>
   <translation>正在检查…</translation>
  </message>
  <message>
   <source>Classification</source>
   <translation>分类</translation>
  </message>
  <message>
   <source>Detection</source>
   <translation>检测</translation>
  </message>
  <message>
   <source>Does not fit: %1</source>
   <translation>不适用：%1</translation>
  </message>
  <message>
   <source>Fits after resampling from %1</source>
   <translation>从 %1 重采样后适用</translation>
  </message>
  <message>
   <source>Image to image</source>
   <translation>图像到图像</translation>
  </message>
  <message>
   <source>Landmarks</source>
   <translation>标志点</translation>
  </message>
  <message>
   <source>Needs %1</source>
   <translation>需要 %1</translation>
  </message>
  <message>
   <source>Segmentation</source>
   <translation>分割</translation>
  </message>
  <message>
   <source>Sequence</source>
   <translation>序列</translation>
  </message>
  <message>
   <source>but:</source>
   <translation>但是：</translation>
  </message>
 </context>
 <context>
  <name>fold_section</name>
  <message>
   <source>Fold or unfold</source>
   <translation>折叠或展开</translation>
  </message>
 </context>
 <context>
  <name>gate_list</name>
  <message>
   <source>failed</source>
   <translation>失败</translation>
  </message>
  <message>
   <source>not done</source>
   <translation>未进行</translation>
  </message>
  <message>
   <source>passed</source>
   <translation>通过</translation>
  </message>
  <message>
   <source>passed with a warning</source>
   <translation>通过，有警告</translation>
  </message>
 </context>
 <context>
  <name>hanging_desk</name>
  <message>
   <source>Arranged by the hanging rule “%1”; Ctrl+Z takes it back.</source>
   <translation>已按挂片规则“%1”排列；Ctrl+Z 可撤销。</translation>
  </message>
 </context>
 <context>
  <name>heat_card</name>
  <message>
   <source>From</source>
   <translation>起点</translation>
  </message>
  <message>
   <source>How strongly it covers the image</source>
   <translation>覆盖图像的程度</translation>
  </message>
  <message>
   <source>Peak</source>
   <translation>峰值</translation>
  </message>
  <message>
   <source>Put the crosshair where it is hottest</source>
   <translation>将十字线移到最热处</translation>
  </message>
  <message>
   <source>Remove this heat map</source>
   <translation>移除此热图</translation>
  </message>
  <message>
   <source>Show it besides the others, as lines</source>
   <translation>与其他热图同时以线条显示</translation>
  </message>
  <message>
   <source>Show this heat map, and no other</source>
   <translation>只显示此热图</translation>
  </message>
  <message>
   <source>The least heat that is drawn</source>
   <translation>绘制的最低热度</translation>
  </message>
  <message>
   <source>not trusted</source>
   <translation>不可信</translation>
  </message>
  <message>
   <source>trusted</source>
   <translation>可信</translation>
  </message>
 </context>
 <context>
  <name>heat_swatch</name>
  <message>
   <source>Its colours</source>
   <translation>其颜色</translation>
  </message>
  <message>
   <source>The colours in which it is drawn</source>
   <translation>绘制所用的颜色</translation>
  </message>
 </context>
 <context>
  <name>help_commands</name>
  <message>
   <source>About medviewer</source>
   <translation>关于 medviewer</translation>
  </message>
  <message>
   <source>An offline viewer for CT, MRI and X-ray that runs models in the background.</source>
   <translation>离线的 CT、MRI 和 X 线影像浏览器，可在后台运行模型。</translation>
  </message>
  <message>
   <source>Icons: Material Design Icons, Apache-2.0</source>
   <translation>图标：Material Design Icons，Apache-2.0</translation>
  </message>
  <message>
   <source>Licence: Apache-2.0</source>
   <translation>许可证：Apache-2.0</translation>
  </message>
  <message>
   <source>Log of %1</source>
   <translation>%1 的日志</translation>
  </message>
  <message>
   <source>Research use only. Not a medical device: not for diagnosis or treatment.</source>
   <translation>仅供研究使用。不是医疗器械：不得用于诊断或治疗。</translation>
  </message>
  <message>
   <source>Results of models may be wrong; each has to be reviewed.</source>
   <translation>模型的结果可能有误；每一项都必须复核。</translation>
  </message>
  <message>
   <source>There is no log of this process.</source>
   <translation>此进程没有日志。</translation>
  </message>
 </context>
 <context>
  <name>help_page</name>
  <message>
   <source>Pages of the help</source>
   <translation>帮助页面</translation>
  </message>
  <message>
   <source>Search the help</source>
   <translation>搜索帮助</translation>
  </message>
 </context>
 <context>
  <name>histogram_plot</name>
  <message>
   <source>Histogram</source>
   <translation>直方图</translation>
  </message>
  <message>
   <source>Histogram of %1 values</source>
   <translation>%1 个值的直方图</translation>
  </message>
 </context>
 <context>
  <name>history_panel</name>
  <message>
   <source>All %1</source>
   <translation>全部 %1</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>清除</translation>
  </message>
  <message>
   <source>Delete this result</source>
   <translation>删除此结果</translation>
  </message>
  <message>
   <source>Do not run this one</source>
   <translation>不运行这一项</translation>
  </message>
  <message>
   <source>Fewer</source>
   <translation>收起</translation>
  </message>
  <message>
   <source>Finished %1; waits until its series is opened again</source>
   <translation>完成于 %1；等待其序列再次打开</translation>
  </message>
  <message>
   <source>Forget what has ended; results stay</source>
   <translation>清除已结束的条目；结果保留</translation>
  </message>
  <message>
   <source>Save this result to a file without opening its series</source>
   <translation>不打开其序列，将此结果保存到文件</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>保存…</translation>
  </message>
  <message>
   <source>Show more or fewer lines</source>
   <translation>显示更多或更少行</translation>
  </message>
  <message>
   <source>To come: its series is read when it is its turn</source>
   <translation>待进行：轮到时读取其序列</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>已取消</translation>
  </message>
  <message>
   <source>done</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>interrupted by the end of the program</source>
   <translation>因程序结束而中断</translation>
  </message>
 </context>
 <context>
  <name>install_window</name>
  <message>
   <source>%1 GB at most</source>
   <translation>最多 %1 GB</translation>
  </message>
  <message>
   <source>Accept and install</source>
   <translation>接受并安装</translation>
  </message>
  <message>
   <source>All tests passed.</source>
   <translation>所有测试均通过。</translation>
  </message>
  <message>
   <source>Cancelled; nothing of it stays on this computer.</source>
   <translation>已取消；本机不保留其任何内容。</translation>
  </message>
  <message>
   <source>Change what it is told</source>
   <translation>更改告知的内容</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Convert and test</source>
   <translation>转换并测试</translation>
  </message>
  <message>
   <source>Go back to the form, and test it once more</source>
   <translation>返回表单并再次测试</translation>
  </message>
  <message>
   <source>Install model</source>
   <translation>安装模型</translation>
  </message>
  <message>
   <source>It cannot be converted:</source>
   <translation>无法转换：</translation>
  </message>
  <message>
   <source>Not signed: only its source vouches for it.</source>
   <translation>未签名：仅由其来源担保。</translation>
  </message>
  <message>
   <source>Nothing is installed before you accept it</source>
   <translation>在您接受之前不会安装任何内容</translation>
  </message>
  <message>
   <source>Nothing of it stays on this computer</source>
   <translation>本机不保留其任何内容</translation>
  </message>
  <message>
   <source>Passed, with warnings.</source>
   <translation>通过，有警告。</translation>
  </message>
  <message>
   <source>Put this model into the list of models</source>
   <translation>将此模型加入模型列表</translation>
  </message>
  <message>
   <source>Refuse</source>
   <translation>拒绝</translation>
  </message>
  <message>
   <source>Refused; nothing of it stays on this computer.</source>
   <translation>已拒绝；本机不保留其任何内容。</translation>
  </message>
  <message>
   <source>Runs with %1</source>
   <translation>运行方式：%1</translation>
  </message>
  <message>
   <source>Signed by %1.</source>
   <translation>由 %1 签名。</translation>
  </message>
  <message>
   <source>Testing…</source>
   <translation>正在测试…</translation>
  </message>
  <message>
   <source>This is what it says of itself. Change what is wrong, then it is tested.</source>
   <translation>这是它对自身的说明。请更正有误之处，然后进行测试。</translation>
  </message>
  <message>
   <source>Waits until the model process is free</source>
   <translation>等待模型进程空闲</translation>
  </message>
 </context>
 <context>
  <name>job_row</name>
  <message>
   <source>%1 left</source>
   <translation>剩余 %1</translation>
  </message>
  <message>
   <source>%1 so far</source>
   <translation>已用 %1</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>已取消</translation>
  </message>
  <message>
   <source>Do it once more with the same input</source>
   <translation>用相同的输入再做一次</translation>
  </message>
  <message>
   <source>Do this one earlier</source>
   <translation>提前这一项</translation>
  </message>
  <message>
   <source>Do this one later</source>
   <translation>推后这一项</translation>
  </message>
  <message>
   <source>Done in %1 s</source>
   <translation>用时 %1 s 完成</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>日志</translation>
  </message>
  <message>
   <source>Refused after %1 s</source>
   <translation>%1 s 后被拒绝</translation>
  </message>
  <message>
   <source>Retry</source>
   <translation>重试</translation>
  </message>
  <message>
   <source>Stop this job; it is killed if it does not listen</source>
   <translation>停止此任务；若无响应则强制结束</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>正在停止…</translation>
  </message>
  <message>
   <source>Take this line away</source>
   <translation>去掉此行</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>等待中</translation>
  </message>
  <message>
   <source>Waiting, %1 of %2</source>
   <translation>等待中，第 %1 个，共 %2 个</translation>
  </message>
  <message>
   <source>What it said while it ran, and its process</source>
   <translation>其运行时的输出及其进程</translation>
  </message>
 </context>
 <context>
  <name>jobs_panel</name>
  <message>
   <source>No jobs.</source>
   <translation>没有任务。</translation>
  </message>
 </context>
 <context>
  <name>journal_offers</name>
  <message>
   <source> Part of it is damaged.</source>
   <translation> 其中一部分已损坏。</translation>
  </message>
  <message>
   <source>Discard for good</source>
   <translation>永久丢弃</translation>
  </message>
  <message>
   <source>Discard the work of %1 for good? Nothing can bring it back.</source>
   <translation>永久丢弃 %1 的工作吗？将无法恢复。</translation>
  </message>
  <message>
   <source>Discard…</source>
   <translation>丢弃…</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>暂不</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>恢复</translation>
  </message>
  <message>
   <source>This work could not be read; it is kept, and offered again at the next start.</source>
   <translation>这份工作内容无法读取；它已保留，下次启动时会再次提示。</translation>
  </message>
  <message>
   <source>Work was not saved when the program ended on %1: %2  (%3).</source>
   <translation>程序于 %1 结束时有未保存的工作：%2（%3）。</translation>
  </message>
  <message>
   <source>deleted: %1</source>
   <translation>已删除：%1</translation>
  </message>
  <message>
   <source>key images: %1</source>
   <translation>关键图像：%1</translation>
  </message>
  <message>
   <source>marks: %1</source>
   <translation>标记：%1</translation>
  </message>
  <message>
   <source>results: %1</source>
   <translation>结果：%1</translation>
  </message>
  <message>
   <source>texts: %1</source>
   <translation>文字：%1</translation>
  </message>
  <message>
   <source>unreadable</source>
   <translation>无法读取</translation>
  </message>
 </context>
 <context>
  <name>key_card</name>
  <message>
   <source>Keep it as it looks in the view now: window, results, measurements</source>
   <translation>按视图当前的样子保留：窗宽窗位、结果、测量</translation>
  </message>
  <message>
   <source>Keep this key image as it looks now</source>
   <translation>按当前的样子保留此关键图像</translation>
  </message>
  <message>
   <source>Key image: %1, %2</source>
   <translation>关键图像：%1，%2</translation>
  </message>
  <message>
   <source>No key image any more</source>
   <translation>不再是关键图像</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>备注</translation>
  </message>
  <message>
   <source>Note on this key image</source>
   <translation>此关键图像的备注</translation>
  </message>
  <message>
   <source>Remove this key image</source>
   <translation>移除此关键图像</translation>
  </message>
 </context>
 <context>
  <name>key_desk</name>
  <message>
   <source>A key image is of a slice: click into a view of slices first.</source>
   <translation>关键图像取自切片：请先点击切片视图。</translation>
  </message>
  <message>
   <source>The image is still being read; try again in a moment.</source>
   <translation>图像仍在读取；请稍后再试。</translation>
  </message>
  <message>
   <source>The key image looks as the view does now</source>
   <translation>关键图像已按视图当前的样子保留</translation>
  </message>
  <message>
   <source>The view shows another slice: go to the key image first.</source>
   <translation>视图显示的是另一层面：请先转到该关键图像。</translation>
  </message>
 </context>
 <context>
  <name>key_editor</name>
  <message>
   <source>%1 belongs to “%2”.</source>
   <translation>%1 已用于“%2”。</translation>
  </message>
  <message>
   <source>All usual</source>
   <translation>全部恢复默认</translation>
  </message>
  <message>
   <source>Choose a command to change its key; Enter begins.</source>
   <translation>选择一个命令以更改其按键；回车开始。</translation>
  </message>
  <message>
   <source>Click, then press the new key</source>
   <translation>点击后按下新按键</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <source>Give every command its usual key again</source>
   <translation>将所有命令恢复为默认按键</translation>
  </message>
  <message>
   <source>Give this command its usual key again</source>
   <translation>将此命令恢复为默认按键</translation>
  </message>
  <message>
   <source>Give this command the key; the other goes without</source>
   <translation>将该按键给此命令；另一命令不再有按键</translation>
  </message>
  <message>
   <source>Import…</source>
   <translation>导入…</translation>
  </message>
  <message>
   <source>Key of the command</source>
   <translation>命令的按键</translation>
  </message>
  <message>
   <source>Keys count at once and are kept for the next start.</source>
   <translation>按键立即生效，并保留到下次启动。</translation>
  </message>
  <message>
   <source>No key</source>
   <translation>无按键</translation>
  </message>
  <message>
   <source>Press the new key…</source>
   <translation>请按下新按键…</translation>
  </message>
  <message>
   <source>Take it</source>
   <translation>采用</translation>
  </message>
  <message>
   <source>Take the keys of a file</source>
   <translation>采用文件中的按键</translation>
  </message>
  <message>
   <source>This command has no key</source>
   <translation>此命令没有按键</translation>
  </message>
  <message>
   <source>Usual key</source>
   <translation>默认按键</translation>
  </message>
  <message>
   <source>Write all keys to a file</source>
   <translation>将所有按键写入文件</translation>
  </message>
 </context>
 <context>
  <name>key_panel</name>
  <message>
   <source>Series that is not open</source>
   <translation>序列未打开</translation>
  </message>
  <message>
   <source>The series of this key image is not open; choose it in the list.</source>
   <translation>此关键图像的序列未打开；请在列表中选择。</translation>
  </message>
  <message>
   <source>image %1</source>
   <translation>图像 %1</translation>
  </message>
 </context>
 <context>
  <name>keys_page</name>
  <message>
   <source>%1 cannot be written.</source>
   <translation>%1 无法写入。</translation>
  </message>
  <message>
   <source>%1 keys were changed.</source>
   <translation>已更改 %1 个按键。</translation>
  </message>
  <message>
   <source>Commands and their keys</source>
   <translation>命令及其按键</translation>
  </message>
  <message>
   <source>Crosshair follows in every view</source>
   <translation>十字线在所有视图中跟随</translation>
  </message>
  <message>
   <source>Ctrl + drag</source>
   <translation>Ctrl + 拖动</translation>
  </message>
  <message>
   <source>Ctrl or Alt + wheel</source>
   <translation>Ctrl 或 Alt + 滚轮</translation>
  </message>
  <message>
   <source>Double click</source>
   <translation>双击</translation>
  </message>
  <message>
   <source>Go through the images</source>
   <translation>浏览图像</translation>
  </message>
  <message>
   <source>Go through the time points or frames</source>
   <translation>浏览时间点或帧</translation>
  </message>
  <message>
   <source>Left drag</source>
   <translation>左键拖动</translation>
  </message>
  <message>
   <source>Maximise the view, and back</source>
   <translation>最大化视图，再次执行则还原</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>菜单</translation>
  </message>
  <message>
   <source>Middle drag</source>
   <translation>中键拖动</translation>
  </message>
  <message>
   <source>Mouse</source>
   <translation>鼠标</translation>
  </message>
  <message>
   <source>Right click</source>
   <translation>右键点击</translation>
  </message>
  <message>
   <source>Right drag</source>
   <translation>右键拖动</translation>
  </message>
  <message>
   <source>Search commands and keys</source>
   <translation>搜索命令和按键</translation>
  </message>
  <message>
   <source>Shift + move</source>
   <translation>Shift + 移动</translation>
  </message>
  <message>
   <source>Wheel</source>
   <translation>滚轮</translation>
  </message>
  <message>
   <source>Window from a region</source>
   <translation>由区域设定窗宽窗位</translation>
  </message>
  <message>
   <source>Window: width across, level up and down</source>
   <translation>窗宽窗位：左右调窗宽，上下调窗位</translation>
  </message>
  <message>
   <source>Your own key</source>
   <translation>自定义按键</translation>
  </message>
 </context>
 <context>
  <name>landmark_rows</name>
  <message>
   <source>Go to %1</source>
   <translation>转到 %1</translation>
  </message>
  <message>
   <source>No landmark was found.</source>
   <translation>未找到标志点。</translation>
  </message>
  <message>
   <source>Put the crosshair on this landmark</source>
   <translation>将十字线移到此标志点</translation>
  </message>
  <message>
   <source>Score of the model, and how widely its heat map spreads (one sigma)</source>
   <translation>模型的评分，及其热图的扩散程度（一个标准差）</translation>
  </message>
 </context>
 <context>
  <name>last_resort</name>
  <message>
   <source>Something went wrong inside the program (%1); what is open is still here, see the log.</source>
   <translation>程序内部出错 (%1)；已打开的内容仍在，请查看日志。</translation>
  </message>
 </context>
 <context>
  <name>layer_row</name>
  <message>
   <source>Close this layer</source>
   <translation>关闭此图层</translation>
  </message>
  <message>
   <source>Go to the time point that it was made from; it is shown only there</source>
   <translation>转到其来源的时间点；它只在该处显示</translation>
  </message>
  <message>
   <source>On %1</source>
   <translation>在 %1 上</translation>
  </message>
  <message>
   <source>Save this result to a file</source>
   <translation>将此结果保存到文件</translation>
  </message>
  <message>
   <source>Show or hide</source>
   <translation>显示或隐藏</translation>
  </message>
  <message>
   <source>Time %1</source>
   <translation>时间 %1</translation>
  </message>
  <message>
   <source>Weights %1</source>
   <translation>权重 %1</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>已接受</translation>
  </message>
  <message>
   <source>edited</source>
   <translation>已编辑</translation>
  </message>
  <message>
   <source>not saved</source>
   <translation>未保存</translation>
  </message>
  <message>
   <source>not yet reviewed</source>
   <translation>尚未复核</translation>
  </message>
  <message>
   <source>rejected</source>
   <translation>已拒绝</translation>
  </message>
  <message>
   <source>saved</source>
   <translation>已保存</translation>
  </message>
  <message>
   <source>to be edited</source>
   <translation>待编辑</translation>
  </message>
 </context>
 <context>
  <name>layers_panel</name>
  <message>
   <source>No image.</source>
   <translation>没有图像。</translation>
  </message>
 </context>
 <context>
  <name>layout_commands</name>
  <message>
   <source>Any grid</source>
   <translation>任意网格</translation>
  </message>
  <message>
   <source>Series in the view</source>
   <translation>视图中的序列</translation>
  </message>
  <message>
   <source>Studies like this will be arranged so: see Hanging rules on the right.</source>
   <translation>类似的检查将如此排列：见右侧的挂片规则。</translation>
  </message>
 </context>
 <context>
  <name>layout_picker</name>
  <message>
   <source>Grid of series</source>
   <translation>序列网格</translation>
  </message>
  <message>
   <source>Grid of series: %1 rows, %2 columns</source>
   <translation>序列网格：%1 行，%2 列</translation>
  </message>
 </context>
 <context>
  <name>lesion_editor</name>
  <message>
   <source>Measurement</source>
   <translation>测量值</translation>
  </message>
  <message>
   <source>Number of the lesion</source>
   <translation>病灶编号</translation>
  </message>
  <message>
   <source>Role of the lesion</source>
   <translation>病灶类型</translation>
  </message>
 </context>
 <context>
  <name>lesion_facts</name>
  <message>
   <source>A lymph node counts by its short axis</source>
   <translation>淋巴结按短径计入</translation>
  </message>
  <message>
   <source>Organ</source>
   <translation>器官</translation>
  </message>
  <message>
   <source>as its name says</source>
   <translation>按名称判断</translation>
  </message>
 </context>
 <context>
  <name>library_commands</name>
  <message>
   <source>Add what is opened</source>
   <translation>添加打开的内容</translation>
  </message>
  <message>
   <source>Build the index anew</source>
   <translation>重新建立索引</translation>
  </message>
  <message>
   <source>Look for changes now</source>
   <translation>立即查找变化</translation>
  </message>
  <message>
   <source>Only files and folders can be added to the library.</source>
   <translation>只有文件和文件夹可以加入影像库。</translation>
  </message>
  <message>
   <source>The study is not in the library any more.</source>
   <translation>该检查已不在影像库中。</translation>
  </message>
  <message>
   <source>Watch indexed folders</source>
   <translation>监视已索引的文件夹</translation>
  </message>
 </context>
 <context>
  <name>link</name>
  <message>
   <source>Adding to the library</source>
   <translation>正在加入影像库</translation>
  </message>
  <message>
   <source>Building the library's index anew</source>
   <translation>正在重新建立影像库索引</translation>
  </message>
  <message>
   <source>Copying %1</source>
   <translation>正在复制 %1</translation>
  </message>
  <message>
   <source>Indexing %1</source>
   <translation>正在索引 %1</translation>
  </message>
  <message>
   <source>Looking for changes</source>
   <translation>正在查找变化</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>预览</translation>
  </message>
  <message>
   <source>Removing</source>
   <translation>正在移除</translation>
  </message>
 </context>
 <context>
  <name>load_report_panel</name>
  <message>
   <source>%1 images</source>
   <translation>%1 幅图像</translation>
  </message>
  <message>
   <source>%1 time points on one grid.</source>
   <translation>同一网格上的 %1 个时间点。</translation>
  </message>
  <message>
   <source>A film of single images.</source>
   <translation>由单幅图像组成的影片。</translation>
  </message>
  <message>
   <source>A regular grid.</source>
   <translation>规则网格。</translation>
  </message>
  <message>
   <source>A single image.</source>
   <translation>单幅图像。</translation>
  </message>
  <message>
   <source>A stack of images, not a volume: no other planes, no volume models.</source>
   <translation>图像堆叠，不是体数据：没有其他平面，不能运行体数据模型。</translation>
  </message>
  <message>
   <source>spacing unknown</source>
   <translation>间距未知</translation>
  </message>
 </context>
 <context>
  <name>main_window</name>
  <message>
   <source>Closed %1; undo brings it back</source>
   <translation>已关闭 %1；撤销可恢复</translation>
  </message>
  <message>
   <source>Open recent</source>
   <translation>打开最近</translation>
  </message>
  <message>
   <source>Show log</source>
   <translation>显示日志</translation>
  </message>
 </context>
 <context>
  <name>maker</name>
  <message>
   <source>Laying out the report</source>
   <translation>正在排版报告</translation>
  </message>
  <message>
   <source>The report could not be laid out; try again.</source>
   <translation>报告无法排版；请重试。</translation>
  </message>
  <message>
   <source>The report could not be made from what is open; try again.</source>
   <translation>无法根据打开的内容生成报告；请重试。</translation>
  </message>
  <message>
   <source>The report template %1 takes too long or too much; the standard one was used.</source>
   <translation>报告模板 %1 用时或内容过多；已使用标准模板。</translation>
  </message>
 </context>
 <context>
  <name>mark_commands</name>
  <message>
   <source>%1 copied; Ctrl+V puts them on the slice of the view in use.</source>
   <translation>已复制 %1 个；Ctrl+V 将其放到当前视图的切片上。</translation>
  </message>
  <message>
   <source>Same lesion</source>
   <translation>同一病灶</translation>
  </message>
  <message>
   <source>The series of this measurement is not open; choose it in the list.</source>
   <translation>此测量的序列未打开；请在列表中选择。</translation>
  </message>
 </context>
 <context>
  <name>mark_file_commands</name>
  <message>
   <source>%1 measurements and key images were added</source>
   <translation>已添加 %1 个测量和关键图像</translation>
  </message>
  <message>
   <source>%1 measurements belong to another study and were left out; open that first.</source>
   <translation>%1 个测量属于另一检查，已略去；请先打开该检查。</translation>
  </message>
  <message>
   <source>%1 measurements lie on no slice of this image and are not in it</source>
   <translation>%1 个测量不在此图像的任何切片上，未包含在内</translation>
  </message>
  <message>
   <source>%1 measurements lie on slices that are not here and were left out.</source>
   <translation>%1 个测量所在的切片不在此处，已略去。</translation>
  </message>
  <message>
   <source>%1 of another study are not in it</source>
   <translation>%1 个属于另一检查，未包含在内</translation>
  </message>
  <message>
   <source>All measurements of this file are there already.</source>
   <translation>此文件的所有测量均已存在。</translation>
  </message>
  <message>
   <source>Reading measurements</source>
   <translation>正在读取测量</translation>
  </message>
  <message>
   <source>Saving key images</source>
   <translation>正在保存关键图像</translation>
  </message>
  <message>
   <source>Saving measurements</source>
   <translation>正在保存测量</translation>
  </message>
  <message>
   <source>Saving the presentation state</source>
   <translation>正在保存显示状态</translation>
  </message>
  <message>
   <source>There are no key images to save; press K on a slice first.</source>
   <translation>没有可保存的关键图像；请先在切片上按 K。</translation>
  </message>
  <message>
   <source>There are no measurements to save; draw one first.</source>
   <translation>没有可保存的测量；请先绘制一个。</translation>
  </message>
 </context>
 <context>
  <name>mark_file_rows</name>
  <message>
   <source>Key image</source>
   <translation>关键图像</translation>
  </message>
  <message>
   <source>Look of key image</source>
   <translation>关键图像的外观</translation>
  </message>
  <message>
   <source>Note on key image</source>
   <translation>关键图像备注</translation>
  </message>
  <message>
   <source>Number of lesion</source>
   <translation>病灶编号</translation>
  </message>
  <message>
   <source>Open measurements</source>
   <translation>打开测量</translation>
  </message>
  <message>
   <source>Remove key image</source>
   <translation>移除关键图像</translation>
  </message>
  <message>
   <source>Role of lesion</source>
   <translation>病灶类型</translation>
  </message>
 </context>
 <context>
  <name>mark_panel</name>
  <message>
   <source>%1 selected</source>
   <translation>已选 %1 个</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>删除</translation>
  </message>
  <message>
   <source>Delete the selected measurements (Del)</source>
   <translation>删除所选测量 (Del)</translation>
  </message>
  <message>
   <source>Nothing measured yet. D draws a length, O an ellipse, B an arrow.</source>
   <translation>尚无测量。D 画长度，O 画椭圆，B 画箭头。</translation>
  </message>
 </context>
 <context>
  <name>mark_pen</name>
  <message>
   <source>A ball needs a volume; this image is flat.</source>
   <translation>球体需要体数据；此图像是平面的。</translation>
  </message>
  <message>
   <source>A known length is a number of millimetres above 0.</source>
   <translation>已知长度是大于 0 的毫米数。</translation>
  </message>
  <message>
   <source>Enter: take it   Esc: leave it</source>
   <translation>回车：采用   Esc：放弃</translation>
  </message>
  <message>
   <source>Its true length, mm</source>
   <translation>其真实长度，mm</translation>
  </message>
  <message>
   <source>The positions of the slices give the size of these pixels.</source>
   <translation>这些像素的尺寸由切片位置给出。</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>文字</translation>
  </message>
 </context>
 <context>
  <name>mark_rows</name>
  <message>
   <source>Colour of measurements</source>
   <translation>测量颜色</translation>
  </message>
  <message>
   <source>Hide measurements</source>
   <translation>隐藏测量</translation>
  </message>
  <message>
   <source>Lymph node</source>
   <translation>淋巴结</translation>
  </message>
  <message>
   <source>Move measurements</source>
   <translation>移动测量</translation>
  </message>
  <message>
   <source>Organ of lesion</source>
   <translation>病灶所在器官</translation>
  </message>
  <message>
   <source>Show measurements</source>
   <translation>显示测量</translation>
  </message>
 </context>
 <context>
  <name>mark_rows_view</name>
  <message>
   <source>Measurements</source>
   <translation>测量</translation>
  </message>
  <message>
   <source>Name of the measurement</source>
   <translation>测量的名称</translation>
  </message>
 </context>
 <context>
  <name>mark_table</name>
  <message>
   <source>time %1</source>
   <translation>时间 %1</translation>
  </message>
 </context>
 <context>
  <name>mark_words</name>
  <message>
   <source>%1 samples</source>
   <translation>%1 个采样</translation>
  </message>
  <message>
   <source>%1 voxels</source>
   <translation>%1 个体素</translation>
  </message>
  <message>
   <source>Area %1</source>
   <translation>面积 %1</translation>
  </message>
  <message>
   <source>Arrow</source>
   <translation>箭头</translation>
  </message>
  <message>
   <source>Click at the corner   Esc: cancel</source>
   <translation>点击顶点   Esc：取消</translation>
  </message>
  <message>
   <source>Click at the corner   wheel: on another slice   Esc: cancel</source>
   <translation>在顶点处单击   滚轮：到其他层面   Esc：取消</translation>
  </message>
  <message>
   <source>Click at the end of the first line   Esc: cancel</source>
   <translation>点击第一条线的终点   Esc：取消</translation>
  </message>
  <message>
   <source>Click at the end of the other leg</source>
   <translation>点击另一条边的端点</translation>
  </message>
  <message>
   <source>Click at the end of the other leg   wheel: on another slice</source>
   <translation>在另一条边的末端单击   滚轮：到其他层面</translation>
  </message>
  <message>
   <source>Click at the end of the second line</source>
   <translation>点击第二条线的终点</translation>
  </message>
  <message>
   <source>Click at the end of the short axis</source>
   <translation>点击短径的终点</translation>
  </message>
  <message>
   <source>Click at the other end of the long axis   Esc: cancel</source>
   <translation>点击长径的另一端   Esc：取消</translation>
  </message>
  <message>
   <source>Click or release at the other end   Shift: level, upright or 45°   Esc: cancel</source>
   <translation>在另一端点击或松开   Shift：水平、垂直或 45°   Esc：取消</translation>
  </message>
  <message>
   <source>Click or release at the other end   wheel: on another slice   Shift: level, upright or 45°</source>
   <translation>在另一端单击或松开   滚轮：到其他层面   Shift：水平、垂直或 45°</translation>
  </message>
  <message>
   <source>Click or release where the words are to stand   Esc: cancel</source>
   <translation>在要放文字处点击或松开   Esc：取消</translation>
  </message>
  <message>
   <source>Click the next corner   Esc: cancel</source>
   <translation>点击下一个角点   Esc：取消</translation>
  </message>
  <message>
   <source>Click the next corner   double click, Enter or the first corner: close   Esc: cancel</source>
   <translation>点击下一个角点   双击、回车或第一个角点：闭合   Esc：取消</translation>
  </message>
  <message>
   <source>Click where the second line begins</source>
   <translation>点击第二条线的起点</translation>
  </message>
  <message>
   <source>Draw round the region; it closes when released   Esc: cancel</source>
   <translation>围绕区域画线；松开时闭合   Esc：取消</translation>
  </message>
  <message>
   <source>Known length</source>
   <translation>已知长度</translation>
  </message>
  <message>
   <source>Max %1</source>
   <translation>最大 %1</translation>
  </message>
  <message>
   <source>Mean %1</source>
   <translation>平均 %1</translation>
  </message>
  <message>
   <source>Min %1</source>
   <translation>最小 %1</translation>
  </message>
  <message>
   <source>Release at the opposite corner   Shift: circle   Esc: cancel</source>
   <translation>在对角松开   Shift：圆   Esc：取消</translation>
  </message>
  <message>
   <source>Release at the opposite corner   Shift: square   Esc: cancel</source>
   <translation>在对角松开   Shift：正方形   Esc：取消</translation>
  </message>
  <message>
   <source>Release at the surface of the ball   Esc: cancel</source>
   <translation>在球体表面松开   Esc：取消</translation>
  </message>
  <message>
   <source>SD %1</source>
   <translation>标准差 %1</translation>
  </message>
  <message>
   <source>calibrated</source>
   <translation>已校准</translation>
  </message>
  <message>
   <source>known: %1 mm</source>
   <translation>已知：%1 mm</translation>
  </message>
  <message>
   <source>over several slices</source>
   <translation>跨多个层面</translation>
  </message>
 </context>
 <context>
  <name>menus</name>
  <message>
   <source>Forget these</source>
   <translation>清除这些</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>暂无</translation>
  </message>
  <message>
   <source>Run %1</source>
   <translation>运行 %1</translation>
  </message>
  <message>
   <source>This path is not there now</source>
   <translation>此路径现在不存在</translation>
  </message>
 </context>
 <context>
  <name>message_bar</name>
  <message>
   <source>Close this message</source>
   <translation>关闭此消息</translation>
  </message>
 </context>
 <context>
  <name>model_badges</name>
  <message>
   <source>BUNDLED</source>
   <translation>随附</translation>
  </message>
  <message>
   <source>Comes with the program; its code was reviewed with it.</source>
   <translation>随程序提供；其代码已一并审查。</translation>
  </message>
  <message>
   <source>LEGACY</source>
   <translation>旧格式</translation>
  </message>
  <message>
   <source>PACK</source>
   <translation>模型包</translation>
  </message>
  <message>
   <source>PYTHON CODE</source>
   <translation>PYTHON 代码</translation>
  </message>
  <message>
   <source>Python code that runs in the model process; only what an administrator allowed is listed.</source>
   <translation>在模型进程中运行的 Python 代码；只列出管理员允许的。</translation>
  </message>
  <message>
   <source>SIGNED</source>
   <translation>已签名</translation>
  </message>
  <message>
   <source>Signed with the clinic's key %1</source>
   <translation>由本单位密钥 %1 签名</translation>
  </message>
  <message>
   <source>Weights and a description; nothing of it is executed.</source>
   <translation>权重和说明；不执行其中任何内容。</translation>
  </message>
 </context>
 <context>
  <name>model_card</name>
  <message>
   <source>Run this model on the series on screen</source>
   <translation>对屏幕上的序列运行此模型</translation>
  </message>
 </context>
 <context>
  <name>model_commands</name>
  <message>
   <source>%1 needs a series for each of its roles: choose them among all models (Ctrl+M).</source>
   <translation>%1 的每个角色都需要一个序列：请在所有模型中选择 (Ctrl+M)。</translation>
  </message>
  <message>
   <source>%1 on %2</source>
   <translation>%1 用于 %2</translation>
  </message>
  <message>
   <source>%1 takes several images of one patient: choose them and run it study by study.</source>
   <translation>%1 需要同一患者的多幅图像：请选择后按检查逐一运行。</translation>
  </message>
  <message>
   <source>No models were found, so there is nothing to run.</source>
   <translation>没有找到模型，因此没有可运行的内容。</translation>
  </message>
  <message>
   <source>Run anyway</source>
   <translation>仍然运行</translation>
  </message>
  <message>
   <source>This model is no longer installed, so it is not run.</source>
   <translation>此模型已不再安装，因此不运行。</translation>
  </message>
  <message>
   <source>image</source>
   <translation>图像</translation>
  </message>
 </context>
 <context>
  <name>model_desk</name>
  <message>
   <source>Looking at %1</source>
   <translation>正在查看 %1</translation>
  </message>
  <message>
   <source>Nothing is known yet of how long it takes here: it was never run.</source>
   <translation>尚不知道在本机需要多长时间：从未运行过。</translation>
  </message>
  <message>
   <source>Removed %1</source>
   <translation>已移除 %1</translation>
  </message>
  <message>
   <source>Testing %1</source>
   <translation>正在测试 %1</translation>
  </message>
 </context>
 <context>
  <name>model_fits</name>
  <message>
   <source>It could not be found out whether the model fits this image.</source>
   <translation>无法确定该模型是否适用于此图像。</translation>
  </message>
  <message>
   <source>Open an image first.</source>
   <translation>请先打开图像。</translation>
  </message>
  <message>
   <source>The image is still being read.</source>
   <translation>图像仍在读取。</translation>
  </message>
 </context>
 <context>
  <name>model_texts</name>
  <message>
   <source>Card</source>
   <translation>说明卡</translation>
  </message>
  <message>
   <source>Gives</source>
   <translation>输出</translation>
  </message>
  <message>
   <source>Input</source>
   <translation>输入</translation>
  </message>
  <message>
   <source>Least extent</source>
   <translation>最小范围</translation>
  </message>
  <message>
   <source>Legacy</source>
   <translation>旧格式</translation>
  </message>
  <message>
   <source>Made from</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>References</source>
   <translation>参考文献</translation>
  </message>
  <message>
   <source>Spacing</source>
   <translation>间距</translation>
  </message>
  <message>
   <source>Time points</source>
   <translation>时间点</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>取值</translation>
  </message>
  <message>
   <source>single pictures</source>
   <translation>单幅图像</translation>
  </message>
  <message>
   <source>volumes</source>
   <translation>体数据</translation>
  </message>
 </context>
 <context>
  <name>models_panel</name>
  <message>
   <source>%1 do not fit  ▸</source>
   <translation>%1 个不适用  ▸</translation>
  </message>
  <message>
   <source>Cards, contracts, settings and tests of every model (Ctrl+M)</source>
   <translation>每个模型的说明卡、输入要求、设置和测试 (Ctrl+M)</translation>
  </message>
  <message>
   <source>Hide %1 that do not fit</source>
   <translation>隐藏 %1 个不适用的</translation>
  </message>
  <message>
   <source>Install…</source>
   <translation>安装…</translation>
  </message>
  <message>
   <source>No models were found.</source>
   <translation>没有找到模型。</translation>
  </message>
  <message>
   <source>Show or hide the models that do not fit this series</source>
   <translation>显示或隐藏不适用于此序列的模型</translation>
  </message>
  <message>
   <source>Test a model from a file or folder, then decide (Ctrl+Shift+M)</source>
   <translation>测试来自文件或文件夹的模型，然后再决定 (Ctrl+Shift+M)</translation>
  </message>
 </context>
 <context>
  <name>nothing_opened</name>
  <message>
   <source> (and %1 more)</source>
   <translation>（另有 %1 条）</translation>
  </message>
  <message>
   <source>There is no image in %1.</source>
   <translation>%1 中没有图像。</translation>
  </message>
 </context>
 <context>
  <name>object_badges</name>
  <message>
   <source>%1 (of other images)</source>
   <translation>%1（关于其他图像）</translation>
  </message>
  <message>
   <source>Click to take it off.</source>
   <translation>点击可取消应用。</translation>
  </message>
  <message>
   <source>It is about other images of this series; only its window is used here.</source>
   <translation>它针对该序列的其他图像；此处只使用其窗宽窗位。</translation>
  </message>
  <message>
   <source>KEY IMAGE</source>
   <translation>关键图像</translation>
  </message>
  <message>
   <source>PRESENTATION STATE</source>
   <translation>显示状态</translation>
  </message>
 </context>
 <context>
  <name>object_card</name>
  <message>
   <source>Object</source>
   <translation>对象</translation>
  </message>
 </context>
 <context>
  <name>object_commands</name>
  <message>
   <source>%1, image %2</source>
   <translation>%1，图像 %2</translation>
  </message>
 </context>
 <context>
  <name>object_flow</name>
  <message>
   <source>%1, so it cannot be shown.</source>
   <translation>%1，因此无法显示。</translation>
  </message>
  <message>
   <source>Reading %1</source>
   <translation>正在读取 %1</translation>
  </message>
 </context>
 <context>
  <name>object_text</name>
  <message>
   <source>Drawing of the file</source>
   <translation>文件中的图形</translation>
  </message>
  <message>
   <source>Heat map; can be made again</source>
   <translation>热图；可重新生成</translation>
  </message>
  <message>
   <source>Key images  ·  %1</source>
   <translation>关键图像  ·  %1</translation>
  </message>
  <message>
   <source>Region of the file</source>
   <translation>文件中的区域</translation>
  </message>
  <message>
   <source>Structure set  ·  %1 regions, %2 contours</source>
   <translation>结构集  ·  %1 个区域，%2 条轮廓</translation>
  </message>
 </context>
 <context>
  <name>opened_paths</name>
  <message>
   <source>A session brings its own images: it was opened, and %1 more were not.</source>
   <translation>会话自带其图像：已打开该会话，另有 %1 项未打开。</translation>
  </message>
 </context>
 <context>
  <name>over_badge</name>
  <message>
   <source>%1 MINUS THIS</source>
   <translation>%1 减去此序列</translation>
  </message>
  <message>
   <source>BLENDED WITH %1</source>
   <translation>与 %1 融合</translation>
  </message>
  <message>
   <source>RIGHT OF THE EDGE: %1</source>
   <translation>分界线右侧：%1</translation>
  </message>
  <message>
   <source>SQUARES OF %1</source>
   <translation>%1 的方格</translation>
  </message>
  <message>
   <source>Two images in one picture.</source>
   <translation>一幅图像中有两个影像。</translation>
  </message>
 </context>
 <context>
  <name>own_window_commands</name>
  <message>
   <source>Colours are shown as they are: there is no window to keep.</source>
   <translation>彩色图像按原样显示：没有可保留的窗宽窗位。</translation>
  </message>
  <message>
   <source>No window is kept for series like “%1”</source>
   <translation>没有为类似“%1”的序列保留窗宽窗位</translation>
  </message>
  <message>
   <source>Series like “%1” open with the window of their files again</source>
   <translation>类似“%1”的序列重新以其文件的窗宽窗位打开</translation>
  </message>
  <message>
   <source>Series like “%1” open with width %2, level %3 from now on</source>
   <translation>类似“%1”的序列今后以窗宽 %2、窗位 %3 打开</translation>
  </message>
 </context>
 <context>
  <name>page</name>
  <message>
   <source>Back to the views</source>
   <translation>返回视图</translation>
  </message>
  <message>
   <source>Back to the views (Esc)</source>
   <translation>返回视图 (Esc)</translation>
  </message>
 </context>
 <context>
  <name>palette</name>
  <message>
   <source>Commands, series, models, settings, help</source>
   <translation>命令、序列、模型、设置、帮助</translation>
  </message>
  <message>
   <source>Nothing has these letters.</source>
   <translation>没有包含这些字母的内容。</translation>
  </message>
  <message>
   <source>Some letters of a command; Enter carries it out, Esc goes back</source>
   <translation>输入命令的几个字母；回车执行，Esc 返回</translation>
  </message>
  <message>
   <source>What fits</source>
   <translation>匹配项</translation>
  </message>
 </context>
 <context>
  <name>palette_sources</name>
  <message>
   <source>Series</source>
   <translation>序列</translation>
  </message>
  <message>
   <source>needs a result of a model</source>
   <translation>需要模型的结果</translation>
  </message>
  <message>
   <source>needs a segmentation</source>
   <translation>需要分割</translation>
  </message>
  <message>
   <source>needs a volume: slices that make a regular grid</source>
   <translation>需要体数据：构成规则网格的切片</translation>
  </message>
  <message>
   <source>needs an X-ray or a stack of pictures</source>
   <translation>需要 X 线片或图像堆叠</translation>
  </message>
  <message>
   <source>needs an open study</source>
   <translation>需要打开的检查</translation>
  </message>
  <message>
   <source>needs findings of a model</source>
   <translation>需要模型的发现</translation>
  </message>
  <message>
   <source>needs slices that were resampled</source>
   <translation>需要经过重采样的切片</translation>
  </message>
  <message>
   <source>needs time points or frames</source>
   <translation>需要时间点或帧</translation>
  </message>
  <message>
   <source>not possible now</source>
   <translation>目前不可用</translation>
  </message>
  <message>
   <source>nothing is running</source>
   <translation>没有正在运行的任务</translation>
  </message>
 </context>
 <context>
  <name>panels</name>
  <message>
   <source>Contours</source>
   <translation>轮廓</translation>
  </message>
  <message>
   <source>Explain %1</source>
   <translation>解释 %1</translation>
  </message>
  <message>
   <source>Explain a segment</source>
   <translation>解释一个分割区域</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>影像所见</translation>
  </message>
  <message>
   <source>History</source>
   <translation>历史</translation>
  </message>
  <message>
   <source>Jobs</source>
   <translation>任务</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>图层</translation>
  </message>
  <message>
   <source>Load report</source>
   <translation>读取报告</translation>
  </message>
 </context>
 <context>
  <name>parameter_form</name>
  <message>
   <source>Put every setting back to what the model's makers chose</source>
   <translation>将每项设置恢复为模型制作者的选择</translation>
  </message>
  <message>
   <source>Reset to the defaults</source>
   <translation>恢复默认</translation>
  </message>
  <message>
   <source>This model has no settings.</source>
   <translation>此模型没有设置。</translation>
  </message>
 </context>
 <context>
  <name>patient_alarm</name>
  <message>
   <source>Patient %1</source>
   <translation>患者 %1</translation>
  </message>
  <message>
   <source>SEVERAL PATIENTS ARE OPEN</source>
   <translation>同时打开了多位患者</translation>
  </message>
  <message>
   <source>TWO PATIENTS ARE OPEN</source>
   <translation>同时打开了两位患者</translation>
  </message>
 </context>
 <context>
  <name>patient_banner</name>
  <message>
   <source>ID %1</source>
   <translation>ID %1</translation>
  </message>
  <message>
   <source>Name hidden</source>
   <translation>姓名已隐藏</translation>
  </message>
  <message>
   <source>No patient name</source>
   <translation>无患者姓名</translation>
  </message>
  <message>
   <source>No study open</source>
   <translation>未打开检查</translation>
  </message>
  <message>
   <source>TEXT GUESSED</source>
   <translation>文字为推测</translation>
  </message>
  <message>
   <source>born %1</source>
   <translation>出生 %1</translation>
  </message>
 </context>
 <context>
  <name>positions_plot</name>
  <message>
   <source>0 mm</source>
   <translation>0 mm</translation>
  </message>
  <message>
   <source>Positions of the slices</source>
   <translation>切片的位置</translation>
  </message>
  <message>
   <source>Where the slices lie along their normal; a click goes there</source>
   <translation>切片沿其法线的位置；点击可转到</translation>
  </message>
  <message>
   <source>step %1 mm</source>
   <translation>步长 %1 mm</translation>
  </message>
 </context>
 <context>
  <name>preview</name>
  <message>
   <source>%1 more pages are in the file and on paper; they are not shown here.</source>
   <translation>文件和打印件中还有 %1 页，此处不再显示。</translation>
  </message>
  <message>
   <source>Page %1</source>
   <translation>第 %1 页</translation>
  </message>
  <message>
   <source>Preview of the report</source>
   <translation>报告预览</translation>
  </message>
 </context>
 <context>
  <name>probability_bar</name>
  <message>
   <source>%1; positive from %2</source>
   <translation>%1；从 %2 起为阳性</translation>
  </message>
 </context>
 <context>
  <name>probability_text</name>
  <message>
   <source>not calibrated</source>
   <translation>未校准</translation>
  </message>
  <message>
   <source>operating point %1</source>
   <translation>工作点 %1</translation>
  </message>
  <message>
   <source>sensitivity</source>
   <translation>敏感度</translation>
  </message>
  <message>
   <source>specificity</source>
   <translation>特异度</translation>
  </message>
  <message>
   <source>threshold</source>
   <translation>阈值</translation>
  </message>
 </context>
 <context>
  <name>questions</name>
  <message>
   <source>Add to the library</source>
   <translation>加入影像库</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>所有文件 (*)</translation>
  </message>
  <message>
   <source>Copied into the library: %1. The files of these copies are DELETED from this computer. Originals on other discs or drives are not touched.</source>
   <translation>已复制到影像库：%1。这些副本的文件将从本机删除。其他磁盘或驱动器上的原件不受影响。</translation>
  </message>
  <message>
   <source>Copy into the library</source>
   <translation>复制到影像库</translation>
  </message>
  <message>
   <source>DICOM (*.dcm)</source>
   <translation>DICOM (*.dcm)</translation>
  </message>
  <message>
   <source>DICOM key object (*.dcm);;JSON (*.json)</source>
   <translation>DICOM 关键对象 (*.dcm);;JSON (*.json)</translation>
  </message>
  <message>
   <source>DICOM structured report (*.dcm);;JSON (*.json);;Table (*.csv)</source>
   <translation>DICOM 结构化报告 (*.dcm);;JSON (*.json);;表格 (*.csv)</translation>
  </message>
  <message>
   <source>Export hanging rules</source>
   <translation>导出挂片规则</translation>
  </message>
  <message>
   <source>Export keys</source>
   <translation>导出按键</translation>
  </message>
  <message>
   <source>Export model</source>
   <translation>导出模型</translation>
  </message>
  <message>
   <source>Export surfaces</source>
   <translation>导出表面</translation>
  </message>
  <message>
   <source>Import hanging rules</source>
   <translation>导入挂片规则</translation>
  </message>
  <message>
   <source>Import keys</source>
   <translation>导入按键</translation>
  </message>
  <message>
   <source>Import snippets</source>
   <translation>导入短语</translation>
  </message>
  <message>
   <source>Index in place</source>
   <translation>原位索引</translation>
  </message>
  <message>
   <source>Index it where it lies, or copy it into the library?</source>
   <translation>在原位置索引，还是复制到影像库？</translation>
  </message>
  <message>
   <source>Indexed in place, studies can be opened as long as the disc, stick or drive is there. Copied, they stay on this computer.</source>
   <translation>原位索引时，只要光盘、U 盘或驱动器在，就能打开检查。复制后，检查保留在本机。</translation>
  </message>
  <message>
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <source>JSON (*.json);;All files (*)</source>
   <translation>JSON (*.json);;所有文件 (*)</translation>
  </message>
  <message>
   <source>MP4 (*.mp4);;GIF (*.gif)</source>
   <translation>MP4 (*.mp4);;GIF (*.gif)</translation>
  </message>
  <message>
   <source>Measurements (*.dcm *.json);;All files (*)</source>
   <translation>测量 (*.dcm *.json);;所有文件 (*)</translation>
  </message>
  <message>
   <source>Model pack (*.mvpack)</source>
   <translation>模型包 (*.mvpack)</translation>
  </message>
  <message>
   <source>Models (*.mvpack *.zip *.onnx *.pt2 *.ts *.pt *.pth pack.toml plans.json model.json);;All files (*)</source>
   <translation>模型 (*.mvpack *.zip *.onnx *.pt2 *.ts *.pt *.pth pack.toml plans.json model.json);;所有文件 (*)</translation>
  </message>
  <message>
   <source>NIfTI (*.nii.gz);;NRRD (*.nrrd);;DICOM SEG (*.dcm);;MetaImage (*.mha)</source>
   <translation>NIfTI (*.nii.gz);;NRRD (*.nrrd);;DICOM SEG (*.dcm);;MetaImage (*.mha)</translation>
  </message>
  <message>
   <source>NIfTI (*.nii.gz);;NRRD (*.nrrd);;MetaImage (*.mha)</source>
   <translation>NIfTI (*.nii.gz);;NRRD (*.nrrd);;MetaImage (*.mha)</translation>
  </message>
  <message>
   <source>Not saved yet</source>
   <translation>尚未保存</translation>
  </message>
  <message>
   <source>Open files</source>
   <translation>打开文件</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Open segmentation</source>
   <translation>打开分割</translation>
  </message>
  <message>
   <source>Open session</source>
   <translation>打开会话</translation>
  </message>
  <message>
   <source>PNG (*.png)</source>
   <translation>PNG (*.png)</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Remove %1 from this computer? Its results stay.</source>
   <translation>从本机移除 %1 吗？其结果会保留。</translation>
  </message>
  <message>
   <source>Remove and delete the copies</source>
   <translation>移除并删除副本</translation>
  </message>
  <message>
   <source>Remove from the library</source>
   <translation>从影像库移除</translation>
  </message>
  <message>
   <source>Remove model</source>
   <translation>移除模型</translation>
  </message>
  <message>
   <source>STL (*.stl);;OBJ (*.obj);;PLY (*.ply)</source>
   <translation>STL (*.stl);;OBJ (*.obj);;PLY (*.ply)</translation>
  </message>
  <message>
   <source>Save a copy of the document</source>
   <translation>保存文档的副本</translation>
  </message>
  <message>
   <source>Save film</source>
   <translation>保存影片</translation>
  </message>
  <message>
   <source>Save findings</source>
   <translation>保存发现</translation>
  </message>
  <message>
   <source>Save image</source>
   <translation>保存图像</translation>
  </message>
  <message>
   <source>Save key images</source>
   <translation>保存关键图像</translation>
  </message>
  <message>
   <source>Save measurements</source>
   <translation>保存测量</translation>
  </message>
  <message>
   <source>Save picture</source>
   <translation>保存图片</translation>
  </message>
  <message>
   <source>Save presentation state</source>
   <translation>保存显示状态</translation>
  </message>
  <message>
   <source>Save report</source>
   <translation>保存报告</translation>
  </message>
  <message>
   <source>Save segmentation</source>
   <translation>保存分割</translation>
  </message>
  <message>
   <source>Save session</source>
   <translation>保存会话</translation>
  </message>
  <message>
   <source>Save support bundle</source>
   <translation>保存支持包</translation>
  </message>
  <message>
   <source>Segmentations (*.nii.gz *.nii *.nrrd *.mha *.dcm);;All files (*)</source>
   <translation>分割 (*.nii.gz *.nii *.nrrd *.mha *.dcm);;所有文件 (*)</translation>
  </message>
  <message>
   <source>Session (*.medviewer)</source>
   <translation>会话 (*.medviewer)</translation>
  </message>
  <message>
   <source>Session (*.medviewer);;All files (*)</source>
   <translation>会话 (*.medviewer);;所有文件 (*)</translation>
  </message>
  <message>
   <source>Snippets (*.json);;All files (*)</source>
   <translation>短语 (*.json);;所有文件 (*)</translation>
  </message>
  <message>
   <source>Studies to remove from the library: %1</source>
   <translation>要从影像库移除的检查：%1</translation>
  </message>
  <message>
   <source>Text (*.txt)</source>
   <translation>文本 (*.txt)</translation>
  </message>
  <message>
   <source>The files stay where they are; only the entry in the library goes.</source>
   <translation>文件保留在原处；只移除影像库中的条目。</translation>
  </message>
  <message>
   <source>This is not saved yet and would be lost:</source>
   <translation>以下内容尚未保存，将会丢失：</translation>
  </message>
  <message>
   <source>ZIP (*.zip)</source>
   <translation>ZIP (*.zip)</translation>
  </message>
 </context>
 <context>
  <name>recist_page</name>
  <message>
   <source>Copy table</source>
   <translation>复制表格</translation>
  </message>
  <message>
   <source>Give each measurement a role, and the same lesion number at every visit. Lymph nodes count by their short axis; where it is not said, names with “node” or “lymph” are nodes. A point with a role says that the lesion is gone. Confirmation and non-target progression are for the reader.</source>
   <translation>为每个测量指定角色，并在每次访视中使用相同的病灶编号。淋巴结按短径计入；未说明时，名称含“node”“lymph”或“淋巴”的视为淋巴结。带角色的点表示该病灶已消失。疗效确认和非靶病灶进展由阅片者判断。</translation>
  </message>
  <message>
   <source>RECIST 1.1</source>
   <translation>RECIST 1.1</translation>
  </message>
 </context>
 <context>
  <name>recist_table</name>
  <message>
   <source>%1 (short axis)</source>
   <translation>%1（短径）</translation>
  </message>
  <message>
   <source>Change from baseline</source>
   <translation>相对基线的变化</translation>
  </message>
  <message>
   <source>Change from nadir</source>
   <translation>相对最低值的变化</translation>
  </message>
  <message>
   <source>Double click or Enter: show this measurement</source>
   <translation>双击或回车：显示此测量</translation>
  </message>
  <message>
   <source>Lesions over time</source>
   <translation>病灶随时间的变化</translation>
  </message>
  <message>
   <source>Response</source>
   <translation>疗效</translation>
  </message>
  <message>
   <source>Sum of target diameters</source>
   <translation>靶病灶径线总和</translation>
  </message>
  <message>
   <source>gone</source>
   <translation>已消失</translation>
  </message>
 </context>
 <context>
  <name>recist_words</name>
  <message>
   <source>A lesion is marked as new at the baseline.</source>
   <translation>基线时有病灶被标为新病灶。</translation>
  </message>
  <message>
   <source>A target lesion has no number and is not in the sum.</source>
   <translation>一个靶病灶没有编号，未计入总和。</translation>
  </message>
  <message>
   <source>Baseline</source>
   <translation>基线</translation>
  </message>
  <message>
   <source>Complete response (CR)</source>
   <translation>完全缓解 (CR)</translation>
  </message>
  <message>
   <source>Lesion %1 has no length in mm and is not in the sum.</source>
   <translation>病灶 %1 没有以 mm 计的长度，未计入总和。</translation>
  </message>
  <message>
   <source>Lesion %1 is marked twice; the larger one counts.</source>
   <translation>病灶 %1 标记了两次；以较大者计。</translation>
  </message>
  <message>
   <source>Lesion %1 is measured over several slices; RECIST 1.1 measures in the plane of one.</source>
   <translation>病灶 %1 的测量跨多个层面；RECIST 1.1 要求在同一层面内测量。</translation>
  </message>
  <message>
   <source>Lesion %1 is no target of the baseline and is not in the sum.</source>
   <translation>病灶 %1 不是基线靶病灶，未计入总和。</translation>
  </message>
  <message>
   <source>Lesion %1 is too small for a target: 10 mm long, a lymph node 15 mm short.</source>
   <translation>病灶 %1 太小，不能作为靶病灶：长径需 10 mm，淋巴结短径需 15 mm。</translation>
  </message>
  <message>
   <source>Lesion %1 was not measured; a point on its place says that it is gone.</source>
   <translation>病灶 %1 未测量；在其位置放一个点表示已消失。</translation>
  </message>
  <message>
   <source>Lymph node %1 has one diameter only; the short axis is to be measured.</source>
   <translation>淋巴结 %1 只有一条径线；应测量短径。</translation>
  </message>
  <message>
   <source>More than five target lesions: RECIST 1.1 sums five at most.</source>
   <translation>靶病灶超过五个：RECIST 1.1 最多计五个。</translation>
  </message>
  <message>
   <source>More than two target lesions in one organ (%1).</source>
   <translation>同一器官的靶病灶超过两个 (%1)。</translation>
  </message>
  <message>
   <source>New</source>
   <translation>新病灶</translation>
  </message>
  <message>
   <source>Non-target</source>
   <translation>非靶病灶</translation>
  </message>
  <message>
   <source>Not evaluable (NE)</source>
   <translation>不可评价 (NE)</translation>
  </message>
  <message>
   <source>Partial response (PR)</source>
   <translation>部分缓解 (PR)</translation>
  </message>
  <message>
   <source>Progressive disease (PD)</source>
   <translation>疾病进展 (PD)</translation>
  </message>
  <message>
   <source>Stable disease (SD)</source>
   <translation>疾病稳定 (SD)</translation>
  </message>
  <message>
   <source>Target</source>
   <translation>靶病灶</translation>
  </message>
  <message>
   <source>This may be lesion %1 (%2) of %4: it lies %3 from there.</source>
   <translation>这可能是 %4 的病灶 %1（%2）：两处相距 %3。</translation>
  </message>
  <message>
   <source>This may be lesion %1 (%2) of another visit: it lies %3 from there.</source>
   <translation>这可能是另一次访视的病灶 %1（%2）：两处相距 %3。</translation>
  </message>
  <message>
   <source>bladder</source>
   <translation>膀胱</translation>
  </message>
  <message>
   <source>bone</source>
   <translation>骨</translation>
  </message>
  <message>
   <source>brain</source>
   <translation>脑</translation>
  </message>
  <message>
   <source>breast</source>
   <translation>乳腺</translation>
  </message>
  <message>
   <source>colon</source>
   <translation>结肠</translation>
  </message>
  <message>
   <source>esophagus</source>
   <translation>食管</translation>
  </message>
  <message>
   <source>heart</source>
   <translation>心脏</translation>
  </message>
  <message>
   <source>kidney</source>
   <translation>肾</translation>
  </message>
  <message>
   <source>liver</source>
   <translation>肝</translation>
  </message>
  <message>
   <source>lung</source>
   <translation>肺</translation>
  </message>
  <message>
   <source>mediastinum</source>
   <translation>纵隔</translation>
  </message>
  <message>
   <source>muscle</source>
   <translation>肌肉</translation>
  </message>
  <message>
   <source>neck</source>
   <translation>颈部</translation>
  </message>
  <message>
   <source>ovary</source>
   <translation>卵巢</translation>
  </message>
  <message>
   <source>pancreas</source>
   <translation>胰腺</translation>
  </message>
  <message>
   <source>pleura</source>
   <translation>胸膜</translation>
  </message>
  <message>
   <source>prostate</source>
   <translation>前列腺</translation>
  </message>
  <message>
   <source>rectum</source>
   <translation>直肠</translation>
  </message>
  <message>
   <source>retroperitoneum</source>
   <translation>腹膜后</translation>
  </message>
  <message>
   <source>skin</source>
   <translation>皮肤</translation>
  </message>
  <message>
   <source>spleen</source>
   <translation>脾</translation>
  </message>
  <message>
   <source>stomach</source>
   <translation>胃</translation>
  </message>
  <message>
   <source>thyroid</source>
   <translation>甲状腺</translation>
  </message>
  <message>
   <source>uterus</source>
   <translation>子宫</translation>
  </message>
  <message>
   <source>without date</source>
   <translation>无日期</translation>
  </message>
 </context>
 <context>
  <name>rejected_list</name>
  <message>
   <source>Copy all files that were left out, with their reasons</source>
   <translation>复制所有被略去的文件及其原因</translation>
  </message>
  <message>
   <source>Copy the list</source>
   <translation>复制列表</translation>
  </message>
  <message>
   <source>Files left out</source>
   <translation>被略去的文件</translation>
  </message>
 </context>
 <context>
  <name>report_desk</name>
  <message>
   <source>Look of the report</source>
   <translation>报告的外观</translation>
  </message>
  <message>
   <source>No font on this computer has these letters, so they are boxes: %1</source>
   <translation>本机没有包含这些文字的字体，因此显示为方框：%1</translation>
  </message>
 </context>
 <context>
  <name>report_page</name>
  <message>
   <source>A PDF with its fonts inside</source>
   <translation>内嵌字体的 PDF</translation>
  </message>
  <message>
   <source>A structured report of the study: text, numbers, key images</source>
   <translation>该检查的结构化报告：文字、数值、关键图像</translation>
  </message>
  <message>
   <source>DICOM PDF…</source>
   <translation>DICOM PDF…</translation>
  </message>
  <message>
   <source>DICOM SR…</source>
   <translation>DICOM SR…</translation>
  </message>
  <message>
   <source>Language of the report</source>
   <translation>报告的语言</translation>
  </message>
  <message>
   <source>On paper</source>
   <translation>纸面</translation>
  </message>
  <message>
   <source>One file for a browser, pictures inside</source>
   <translation>供浏览器使用的单个文件，图片在其中</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>打印…</translation>
  </message>
  <message>
   <source>Save HTML…</source>
   <translation>保存 HTML…</translation>
  </message>
  <message>
   <source>Save PDF…</source>
   <translation>保存 PDF…</translation>
  </message>
  <message>
   <source>Standard</source>
   <translation>标准</translation>
  </message>
  <message>
   <source>Template</source>
   <translation>模板</translation>
  </message>
  <message>
   <source>The PDF as an object of the study</source>
   <translation>将 PDF 作为检查的对象</translation>
  </message>
 </context>
 <context>
  <name>report_panel</name>
  <message>
   <source>Open a study to write its report.</source>
   <translation>打开检查后即可撰写报告。</translation>
  </message>
  <message>
   <source>Preview and save…</source>
   <translation>预览和保存…</translation>
  </message>
 </context>
 <context>
  <name>report_saving</name>
  <message>
   <source>The images are no DICOM files, so there is no study for the report; save it as a PDF.</source>
   <translation>这些图像不是 DICOM 文件，报告没有所属检查；请保存为 PDF。</translation>
  </message>
  <message>
   <source>The report was handed to the printer.</source>
   <translation>报告已交给打印机。</translation>
  </message>
  <message>
   <source>The report was not printed: the printer or its file cannot be written to.</source>
   <translation>报告未打印：无法写入打印机或其文件。</translation>
  </message>
  <message>
   <source>The report was not saved: its pages could not be drawn.</source>
   <translation>报告未保存：无法绘制其页面。</translation>
  </message>
 </context>
 <context>
  <name>report_text</name>
  <message>
   <source>%1 files left out</source>
   <translation>略去 %1 个文件</translation>
  </message>
  <message>
   <source>%1 missing</source>
   <translation>缺少 %1 层</translation>
  </message>
  <message>
   <source>%1 repeated</source>
   <translation>重复 %1 层</translation>
  </message>
  <message>
   <source>%1 slices found</source>
   <translation>找到 %1 层</translation>
  </message>
  <message>
   <source>%1 to %2 mm apart</source>
   <translation>间隔 %1 到 %2 mm</translation>
  </message>
  <message>
   <source>1 file left out</source>
   <translation>略去 1 个文件</translation>
  </message>
  <message>
   <source>tilt of %1° corrected</source>
   <translation>已校正 %1° 倾斜</translation>
  </message>
 </context>
 <context>
  <name>restorer</name>
  <message>
   <source>%1 marks or texts of this work belong to a study that is not in it; they were left out.</source>
   <translation>这份工作内容中有 %1 个标注或文字属于不在其中的检查；已略去。</translation>
  </message>
  <message>
   <source>%1 was made from another image than the one on screen, so it is not shown on it.</source>
   <translation>%1 由屏幕图像以外的图像生成，因此不在其上显示。</translation>
  </message>
  <message>
   <source>A result</source>
   <translation>一个结果</translation>
  </message>
  <message>
   <source>A result of this work does not lie on its image and was left out.</source>
   <translation>此工作的一个结果不在其图像的位置上，已略去。</translation>
  </message>
  <message>
   <source>Another report was written here meanwhile; it was kept, and the older one left out.</source>
   <translation>此处已另写了一份报告；保留了它，较早的一份未放回。</translation>
  </message>
  <message>
   <source>Some of the images of this work were not found where it was opened.</source>
   <translation>此工作的部分图像在打开处未找到。</translation>
  </message>
  <message>
   <source>The images that were opened are of another patient: nothing was put back on them.</source>
   <translation>打开的图像属于另一患者：没有恢复任何内容。</translation>
  </message>
 </context>
 <context>
  <name>result_saving</name>
  <message>
   <source>Saving %1</source>
   <translation>正在保存 %1</translation>
  </message>
 </context>
 <context>
  <name>review_bar</name>
  <message>
   <source>Accept</source>
   <translation>接受</translation>
  </message>
  <message>
   <source>Edit later</source>
   <translation>稍后编辑</translation>
  </message>
  <message>
   <source>Mark as reviewed and accepted (Ctrl+Return)</source>
   <translation>标记为已复核并接受 (Ctrl+Return)</translation>
  </message>
  <message>
   <source>Mark as reviewed and rejected, say why, and hide it (Ctrl+J)</source>
   <translation>标记为已复核并拒绝，说明原因并隐藏 (Ctrl+J)</translation>
  </message>
  <message>
   <source>Mark as useful but not yet right: it keeps its AI badge (Ctrl+E)</source>
   <translation>标记为有用但尚不正确：保留其 AI 标记 (Ctrl+E)</translation>
  </message>
  <message>
   <source>Reason of the rejection</source>
   <translation>拒绝的原因</translation>
  </message>
  <message>
   <source>Reject…</source>
   <translation>拒绝…</translation>
  </message>
  <message>
   <source>Take back what was said of it</source>
   <translation>收回对它的评价</translation>
  </message>
  <message>
   <source>Why? Enter rejects, Esc does not</source>
   <translation>为什么？回车拒绝，Esc 取消</translation>
  </message>
 </context>
 <context>
  <name>review_commands</name>
  <message>
   <source>%1: it is nowhere in the image</source>
   <translation>%1：图像中任何位置都没有</translation>
  </message>
  <message>
   <source>Heat map %1</source>
   <translation>热图 %1</translation>
  </message>
  <message>
   <source>No heat map was made of this image yet.</source>
   <translation>此图像尚未生成热图。</translation>
  </message>
  <message>
   <source>There is no result of a model to review on this image.</source>
   <translation>此图像上没有可复核的模型结果。</translation>
  </message>
  <message>
   <source>There is nothing to go to on this image.</source>
   <translation>此图像上没有可转到的内容。</translation>
  </message>
  <message>
   <source>Two segmentations of this series are needed to compare them.</source>
   <translation>比较需要此序列的两个分割。</translation>
  </message>
 </context>
 <context>
  <name>roi_row</name>
  <message>
   <source>%n contours</source>
   <translation>%n 条轮廓</translation>
  </message>
  <message>
   <source>1 contour</source>
   <translation>1 条轮廓</translation>
  </message>
  <message>
   <source>Jump to this region</source>
   <translation>转到此区域</translation>
  </message>
  <message>
   <source>no contours</source>
   <translation>无轮廓</translation>
  </message>
 </context>
 <context>
  <name>role_form</name>
  <message>
   <source>The series that the model takes as %1</source>
   <translation>模型作为 %1 使用的序列</translation>
  </message>
  <message>
   <source>choose a series</source>
   <translation>选择一个序列</translation>
  </message>
  <message>
   <source>latest</source>
   <translation>最新</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>prior %1</source>
   <translation>既往 %1</translation>
  </message>
 </context>
 <context>
  <name>rule_card</name>
  <message>
   <source>Arrange the study on screen by this rule</source>
   <translation>按此规则排列屏幕上的检查</translation>
  </message>
  <message>
   <source>Delete the rule</source>
   <translation>删除规则</translation>
  </message>
  <message>
   <source>Edit the rule</source>
   <translation>编辑规则</translation>
  </message>
  <message>
   <source>Name of the rule</source>
   <translation>规则的名称</translation>
  </message>
  <message>
   <source>Try this rule earlier</source>
   <translation>更早尝试此规则</translation>
  </message>
  <message>
   <source>Try this rule later</source>
   <translation>更晚尝试此规则</translation>
  </message>
  <message>
   <source>Use the rule %1</source>
   <translation>使用规则 %1</translation>
  </message>
  <message>
   <source>Use this rule</source>
   <translation>使用此规则</translation>
  </message>
 </context>
 <context>
  <name>rule_form</name>
  <message>
   <source>%1 series</source>
   <translation>%1 个序列</translation>
  </message>
  <message>
   <source>A series says</source>
   <translation>某个序列含有</translation>
  </message>
  <message>
   <source>Body part</source>
   <translation>身体部位</translation>
  </message>
  <message>
   <source>Modalities</source>
   <translation>成像类型</translation>
  </message>
  <message>
   <source>Modality in capitals, then words of the series description</source>
   <translation>大写的成像类型，然后是序列描述中的词语</translation>
  </message>
  <message>
   <source>Number of series</source>
   <translation>序列数</translation>
  </message>
  <message>
   <source>Prior study</source>
   <translation>既往检查</translation>
  </message>
  <message>
   <source>Study says</source>
   <translation>检查含有</translation>
  </message>
  <message>
   <source>View %1</source>
   <translation>视图 %1</translation>
  </message>
  <message>
   <source>any</source>
   <translation>任意</translation>
  </message>
  <message>
   <source>any series</source>
   <translation>任意序列</translation>
  </message>
  <message>
   <source>any, or 2, or 2-6</source>
   <translation>任意，或 2，或 2-6</translation>
  </message>
  <message>
   <source>as acquired</source>
   <translation>原始采集</translation>
  </message>
  <message>
   <source>as it is</source>
   <translation>保持不变</translation>
  </message>
  <message>
   <source>axial</source>
   <translation>横断面</translation>
  </message>
  <message>
   <source>coronal</source>
   <translation>冠状面</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>空</translation>
  </message>
  <message>
   <source>every study</source>
   <translation>每个检查</translation>
  </message>
  <message>
   <source>plane</source>
   <translation>切面</translation>
  </message>
  <message>
   <source>prior</source>
   <translation>既往</translation>
  </message>
  <message>
   <source>sagittal</source>
   <translation>矢状面</translation>
  </message>
  <message>
   <source>series</source>
   <translation>序列</translation>
  </message>
  <message>
   <source>study</source>
   <translation>检查</translation>
  </message>
  <message>
   <source>this study</source>
   <translation>此检查</translation>
  </message>
  <message>
   <source>with</source>
   <translation>有</translation>
  </message>
  <message>
   <source>with a prior</source>
   <translation>有既往检查</translation>
  </message>
  <message>
   <source>with or without</source>
   <translation>有或无</translation>
  </message>
  <message>
   <source>without</source>
   <translation>无</translation>
  </message>
  <message>
   <source>without a prior</source>
   <translation>无既往检查</translation>
  </message>
 </context>
 <context>
  <name>rules_panel</name>
  <message>
   <source>%1 hanging rules were taken over.</source>
   <translation>已采用 %1 条挂片规则。</translation>
  </message>
  <message>
   <source>The first rule that fits a study arranges it when it is opened.</source>
   <translation>打开检查时，由第一条适用的规则排列。</translation>
  </message>
  <message>
   <source>The hanging rules could not be written to %1; choose another folder.</source>
   <translation>挂片规则无法写入 %1；请选择其他文件夹。</translation>
  </message>
 </context>
 <context>
  <name>run_pane</name>
  <message>
   <source>Automatic takes the graphics card if it has enough free memory</source>
   <translation>自动：显卡空闲显存足够时使用显卡</translation>
  </message>
  <message>
   <source>Graphics card</source>
   <translation>显卡</translation>
  </message>
  <message>
   <source>Processor</source>
   <translation>处理器</translation>
  </message>
  <message>
   <source>Run on %1 series</source>
   <translation>对 %1 个序列运行</translation>
  </message>
  <message>
   <source>Runs on</source>
   <translation>运行于</translation>
  </message>
  <message>
   <source>Where it runs</source>
   <translation>在何处运行</translation>
  </message>
 </context>
 <context>
  <name>safety_desk</name>
  <message>
   <source>Your work is being protected again.</source>
   <translation>您的工作又受到保护了。</translation>
  </message>
  <message>
   <source>Your work is not protected against a crash now: its folder cannot be written, or its disk is full. Save the session often, and make room.</source>
   <translation>您的工作目前未受崩溃保护：其文件夹无法写入，或磁盘已满。请经常保存会话，并腾出空间。</translation>
  </message>
 </context>
 <context>
  <name>screen_panel</name>
  <message>
   <source>As the screen says</source>
   <translation>按屏幕所述</translation>
  </message>
  <message>
   <source>Forget what was measured for this screen</source>
   <translation>清除对此屏幕的测量</translation>
  </message>
  <message>
   <source>Hold a bank card (85.6 mm wide) to the screen and make the bar as wide as the card.</source>
   <translation>将银行卡（宽 85.6 mm）贴在屏幕上，使横条与卡同宽。</translation>
  </message>
  <message>
   <source>It is as wide as the card</source>
   <translation>已与卡同宽</translation>
  </message>
  <message>
   <source>Pixel %1 mm</source>
   <translation>像素 %1 mm</translation>
  </message>
  <message>
   <source>Width of the bar</source>
   <translation>横条的宽度</translation>
  </message>
  <message>
   <source>the screen says %1 mm</source>
   <translation>屏幕自述为 %1 mm</translation>
  </message>
 </context>
 <context>
  <name>section_menu</name>
  <message>
   <source>In a window of its own</source>
   <translation>使用单独窗口</translation>
  </message>
 </context>
 <context>
  <name>segment_list</name>
  <message>
   <source>Colour of the segment</source>
   <translation>分割区域的颜色</translation>
  </message>
  <message>
   <source>Colours that differ</source>
   <translation>区分明显的颜色</translation>
  </message>
  <message>
   <source>Explain the chosen one</source>
   <translation>解释所选区域</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>隐藏</translation>
  </message>
  <message>
   <source>Hide all</source>
   <translation>全部隐藏</translation>
  </message>
  <message>
   <source>Hide the %1 found</source>
   <translation>隐藏找到的 %1 个</translation>
  </message>
  <message>
   <source>Largest first</source>
   <translation>最大的在前</translation>
  </message>
  <message>
   <source>Opacity of the chosen segment</source>
   <translation>所选分割区域的不透明度</translation>
  </message>
  <message>
   <source>Search %1 segments</source>
   <translation>搜索 %1 个分割区域</translation>
  </message>
  <message>
   <source>Search segments</source>
   <translation>搜索分割区域</translation>
  </message>
  <message>
   <source>Show  ▾</source>
   <translation>显示  ▾</translation>
  </message>
  <message>
   <source>Show and hide many at once</source>
   <translation>一次显示或隐藏多个</translation>
  </message>
  <message>
   <source>Show only</source>
   <translation>仅显示</translation>
  </message>
  <message>
   <source>Show only the %1 found</source>
   <translation>仅显示找到的 %1 个</translation>
  </message>
  <message>
   <source>Show only the chosen one</source>
   <translation>仅显示所选的一个</translation>
  </message>
 </context>
 <context>
  <name>segment_table</name>
  <message>
   <source>%1 ml</source>
   <translation>%1 ml</translation>
  </message>
  <message>
   <source>Mean uncertainty %1 (0: all predictions agree, 1: no more than chance)</source>
   <translation>平均不确定度 %1（0：所有预测一致，1：等同随机）</translation>
  </message>
  <message>
   <source>unsure %1</source>
   <translation>不确定 %1</translation>
  </message>
 </context>
 <context>
  <name>segments_panel</name>
  <message>
   <source>Draw the edge of each segment</source>
   <translation>绘制每个分割区域的边缘</translation>
  </message>
  <message>
   <source>How strongly areas are filled</source>
   <translation>区域填充的程度</translation>
  </message>
  <message>
   <source>No segmentation.</source>
   <translation>没有分割。</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>轮廓线</translation>
  </message>
 </context>
 <context>
  <name>series_card</name>
  <message>
   <source>%1 time points</source>
   <translation>%1 个时间点</translation>
  </message>
  <message>
   <source>on screen</source>
   <translation>在屏幕上</translation>
  </message>
 </context>
 <context>
  <name>series_choice</name>
  <message>
   <source>All that fit</source>
   <translation>所有适用的</translation>
  </message>
  <message>
   <source>Only the one on screen</source>
   <translation>仅屏幕上的</translation>
  </message>
  <message>
   <source>Series to run the model on</source>
   <translation>要运行模型的序列</translation>
  </message>
 </context>
 <context>
  <name>series_menu</name>
  <message>
   <source>Nothing is open yet</source>
   <translation>尚未打开任何内容</translation>
  </message>
 </context>
 <context>
  <name>series_panel</name>
  <message>
   <source>Nothing is open yet.</source>
   <translation>尚未打开任何内容。</translation>
  </message>
  <message>
   <source>Show more (%n)</source>
   <translation>显示更多 (%n)</translation>
  </message>
  <message>
   <source>Study</source>
   <translation>检查</translation>
  </message>
 </context>
 <context>
  <name>series_view</name>
  <message>
   <source>Drag a series here, or press PgUp or PgDn</source>
   <translation>将序列拖到这里，或按 PgUp 或 PgDn</translation>
  </message>
  <message>
   <source>Reading …</source>
   <translation>正在读取 …</translation>
  </message>
 </context>
 <context>
  <name>session_commands</name>
  <message>
   <source>%1 was not opened, because something else was opened after it.</source>
   <translation>%1 未打开，因为之后打开了其他内容。</translation>
  </message>
  <message>
   <source>An image is still being read; save the session when it is there.</source>
   <translation>有图像仍在读取；请在读取完成后保存会话。</translation>
  </message>
  <message>
   <source>Choose folder…</source>
   <translation>选择文件夹…</translation>
  </message>
  <message>
   <source>Opening %1</source>
   <translation>正在打开 %1</translation>
  </message>
  <message>
   <source>Saving the session</source>
   <translation>正在保存会话</translation>
  </message>
  <message>
   <source>The images of this work are not where they were. Where are they now?</source>
   <translation>此工作的图像不在原来的位置。它们现在在哪里？</translation>
  </message>
  <message>
   <source>The session was not saved: its images could not be looked at.</source>
   <translation>会话未保存：无法检查其图像。</translation>
  </message>
 </context>
 <context>
  <name>setting_row</name>
  <message>
   <source>Back to the usual value</source>
   <translation>恢复默认值</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <source>On</source>
   <translation>开</translation>
  </message>
 </context>
 <context>
  <name>settings_page</name>
  <message>
   <source>No setting has these words.</source>
   <translation>没有包含这些词语的设置。</translation>
  </message>
  <message>
   <source>Search the settings</source>
   <translation>搜索设置</translation>
  </message>
 </context>
 <context>
  <name>shortcut_keys</name>
  <message>
   <source>Ctrl+Alt+</source>
   <translation>Ctrl+Alt+</translation>
  </message>
  <message>
   <source>Run a model</source>
   <translation>运行模型</translation>
  </message>
 </context>
 <context>
  <name>side</name>
  <message>
   <source>%n studies are chosen</source>
   <translation>已选择 %n 个检查</translation>
  </message>
  <message>
   <source>Accession %1</source>
   <translation>检查号 %1</translation>
  </message>
  <message>
   <source>Not there now: put the disc or stick in, or connect the drive, to open it.</source>
   <translation>现在不在：请放入光盘或 U 盘，或连接驱动器后打开。</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>移除…</translation>
  </message>
  <message>
   <source>Show in folder</source>
   <translation>在文件夹中显示</translation>
  </message>
  <message>
   <source>and %n more series</source>
   <translation>以及另外 %n 个序列</translation>
  </message>
  <message>
   <source>no name</source>
   <translation>无姓名</translation>
  </message>
 </context>
 <context>
  <name>side_panel</name>
  <message>
   <source>Fold the panel</source>
   <translation>折叠面板</translation>
  </message>
  <message>
   <source>Unfold the panel</source>
   <translation>展开面板</translation>
  </message>
 </context>
 <context>
  <name>slice_curve</name>
  <message>
   <source>Highest in slice %1 (%2); click to go to a slice</source>
   <translation>最高在第 %1 层 (%2)；点击可转到切片</translation>
  </message>
  <message>
   <source>Slice %1: %2</source>
   <translation>第 %1 层：%2</translation>
  </message>
 </context>
 <context>
  <name>slice_view</name>
  <message>
   <source>Slice view</source>
   <translation>切片视图</translation>
  </message>
  <message>
   <source>orientation unknown</source>
   <translation>方位未知</translation>
  </message>
 </context>
 <context>
  <name>snippet_panel</name>
  <message>
   <source>%1 cannot be written; choose another folder.</source>
   <translation>%1 无法写入；请选择其他文件夹。</translation>
  </message>
  <message>
   <source>%1 snippets were imported.</source>
   <translation>已导入 %1 条短语。</translation>
  </message>
  <message>
   <source>A snippet needs a name and a text.</source>
   <translation>短语需要名称和正文。</translation>
  </message>
  <message>
   <source>It is there until the end, but could not be saved to disk.</source>
   <translation>在程序结束前有效，但无法保存到磁盘。</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>保留</translation>
  </message>
  <message>
   <source>Kept.</source>
   <translation>已保留。</translation>
  </message>
  <message>
   <source>Name of the snippet</source>
   <translation>短语的名称</translation>
  </message>
  <message>
   <source>No snippets yet: give a text a name and keep it.</source>
   <translation>尚无短语：为一段文字命名并保留。</translation>
  </message>
  <message>
   <source>Snippets</source>
   <translation>短语</translation>
  </message>
  <message>
   <source>Text of the snippet</source>
   <translation>短语的正文</translation>
  </message>
 </context>
 <context>
  <name>source_form</name>
  <message>
   <source>Still needed: %1</source>
   <translation>仍需填写：%1</translation>
  </message>
  <message>
   <source>What this model is told</source>
   <translation>告知该模型的内容</translation>
  </message>
  <message>
   <source>as the model says</source>
   <translation>按模型所述</translation>
  </message>
 </context>
 <context>
  <name>status_line</name>
  <message>
   <source>%1 GB free</source>
   <translation>空闲 %1 GB</translation>
  </message>
  <message>
   <source>%1 MB used, %2</source>
   <translation>已用 %1 MB，%2</translation>
  </message>
  <message>
   <source>Pixel %1, %2</source>
   <translation>像素 %1，%2</translation>
  </message>
  <message>
   <source>Zoom %1 %</source>
   <translation>缩放 %1 %</translation>
  </message>
  <message>
   <source>middle: pan   right: zoom   wheel: scroll   double click: maximise   ?: all keys</source>
   <translation>中键：平移   右键：缩放   滚轮：滚动   双击：最大化   ?：全部按键</translation>
  </message>
 </context>
 <context>
  <name>study_flow</name>
  <message>
   <source>Only files and folders of this computer can be dropped here.</source>
   <translation>只有本机的文件和文件夹可以拖放到这里。</translation>
  </message>
  <message>
   <source>Open the image first, then its segmentation.</source>
   <translation>请先打开图像，再打开其分割。</translation>
  </message>
  <message>
   <source>Preparing the sample study</source>
   <translation>正在准备示例检查</translation>
  </message>
  <message>
   <source>There is no image in %1; choose what to see in the list on the left.</source>
   <translation>%1 中没有图像；请在左侧列表中选择要查看的内容。</translation>
  </message>
 </context>
 <context>
  <name>surface_export_panel</name>
  <message>
   <source>A file for each segment</source>
   <translation>每个分割一个文件</translation>
  </message>
  <message>
   <source>All that are visible</source>
   <translation>所有可见分割</translation>
  </message>
  <message>
   <source>One file with all</source>
   <translation>全部存为一个文件</translation>
  </message>
  <message>
   <source>Only inside the crop box, closed where it cuts</source>
   <translation>仅裁剪框内的部分，切口处封闭</translation>
  </message>
  <message>
   <source>Visible segments, in LPS millimetres. OBJ and PLY keep names and colours, STL does not.</source>
   <translation>可见的分割，LPS 坐标，单位毫米。OBJ 和 PLY 保留名称与颜色，STL 不保留。</translation>
  </message>
 </context>
 <context>
  <name>table</name>
  <message>
   <source>Description</source>
   <translation>描述</translation>
  </message>
  <message>
   <source>How many of its series carry a warning</source>
   <translation>其中有多少序列带有警告</translation>
  </message>
  <message>
   <source>Images</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>备注</translation>
  </message>
  <message>
   <source>Patient</source>
   <translation>患者</translation>
  </message>
  <message>
   <source>Studies in the library</source>
   <translation>影像库中的检查</translation>
  </message>
 </context>
 <context>
  <name>text_commands</name>
  <message>
   <source>Reading the text again</source>
   <translation>正在重新读取文字</translation>
  </message>
 </context>
 <context>
  <name>text_field</name>
  <message>
   <source>Edit snippets…</source>
   <translation>编辑短语…</translation>
  </message>
  <message>
   <source>Insert a text that was kept by a name</source>
   <translation>插入以名称保留的文字</translation>
  </message>
  <message>
   <source>Keep the text as a snippet…</source>
   <translation>将文字保留为短语…</translation>
  </message>
  <message>
   <source>Snippets for %1</source>
   <translation>%1 的短语</translation>
  </message>
 </context>
 <context>
  <name>threshold_slider</name>
  <message>
   <source>Drawn from this part of the scale on</source>
   <translation>从标尺的此处开始绘制</translation>
  </message>
  <message>
   <source>Drawn from this score on</source>
   <translation>从此评分开始绘制</translation>
  </message>
  <message>
   <source>from %1 %</source>
   <translation>从 %1 % 起</translation>
  </message>
 </context>
 <context>
  <name>time_bar</name>
  <message>
   <source> / s</source>
   <translation> / 秒</translation>
  </message>
  <message>
   <source>Go to a time point, a frame or an image</source>
   <translation>转到某个时间点、某一帧或某幅图像</translation>
  </message>
  <message>
   <source>Pictures a second</source>
   <translation>每秒图像数</translation>
  </message>
  <message>
   <source>Play or pause (Space)</source>
   <translation>播放或暂停（空格）</translation>
  </message>
  <message>
   <source>Stop playing through the images (C)</source>
   <translation>停止播放图像 (C)</translation>
  </message>
  <message>
   <source>To and fro instead of round and round</source>
   <translation>来回播放，而不是循环播放</translation>
  </message>
 </context>
 <context>
  <name>tool_bar</name>
  <message>
   <source>More commands</source>
   <translation>更多命令</translation>
  </message>
  <message>
   <source>Window presets</source>
   <translation>窗宽窗位预设</translation>
  </message>
 </context>
 <context>
  <name>tour</name>
  <message>
   <source>Done</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>It is in the Help menu for another time</source>
   <translation>以后可在“帮助”菜单中找到</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>下一条</translation>
  </message>
  <message>
   <source>Skip the tour</source>
   <translation>跳过导览</translation>
  </message>
  <message>
   <source>The next note (Enter)</source>
   <translation>下一条说明（回车）</translation>
  </message>
 </context>
 <context>
  <name>tour_stops</name>
  <message>
   <source>Ctrl+K finds every command, series, model and setting by some letters. ? shows all keys, F1 the help on what is under the mouse.</source>
   <translation>Ctrl+K 输入几个字母即可查找任何命令、序列、模型和设置。? 显示全部按键，F1 显示鼠标所在处的帮助。</translation>
  </message>
  <message>
   <source>Drop a folder here, or press Ctrl+O. Left drag does what the tool in hand says, middle drag pans, right drag zooms, the wheel goes through the images. Double click fills the window.</source>
   <translation>将文件夹拖到这里，或按 Ctrl+O。左键拖动执行当前工具，中键拖动平移，右键拖动缩放，滚轮浏览图像。双击使视图占满窗口。</translation>
  </message>
  <message>
   <source>Every series of the open study with its picture. A click shows it; PgUp and PgDown go through them. F9 folds the panel.</source>
   <translation>已打开检查的全部序列及其缩略图。点击即显示；PgUp 和 PgDown 依次浏览。F9 折叠此面板。</translation>
  </message>
  <message>
   <source>Find anything</source>
   <translation>查找一切</translation>
  </message>
  <message>
   <source>Layers, segments, findings and models. Models run in the background; what they find waits here for your review. F10 folds the panel.</source>
   <translation>图层、分割区域、发现和模型。模型在后台运行；其结果在这里等待您复核。F10 折叠此面板。</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Studies and series</source>
   <translation>检查与序列</translation>
  </message>
  <message>
   <source>The views</source>
   <translation>视图区</translation>
  </message>
  <message>
   <source>Tools and windows</source>
   <translation>工具与窗宽窗位</translation>
  </message>
  <message>
   <source>Tools for the left button, presets for CT windows, layouts. Keys do the same: W window, T pan, Z zoom, 3 to 9 presets.</source>
   <translation>左键工具、CT 窗宽窗位预设和布局。也可用按键：W 调窗，T 平移，Z 缩放，3 到 9 为预设。</translation>
  </message>
  <message>
   <source>What happens now</source>
   <translation>当前状态</translation>
  </message>
  <message>
   <source>What the tool in hand does, the position and the value under the mouse, and the memory.</source>
   <translation>当前工具的用法、鼠标处的位置和值，以及内存。</translation>
  </message>
 </context>
 <context>
  <name>trust_plot</name>
  <message>
   <source>%1 %2, chance %3</source>
   <translation>%1 %2，随机 %3</translation>
  </message>
  <message>
   <source>Probability while the hottest parts are hidden first (left) or shown first (right). Blue: by the map; dashed: in random order.</source>
   <translation>先隐藏最热部位（左）或先显示最热部位（右）时的概率。蓝色：按热图；虚线：按随机顺序。</translation>
  </message>
  <message>
   <source>hide</source>
   <translation>隐藏</translation>
  </message>
  <message>
   <source>show</source>
   <translation>显示</translation>
  </message>
 </context>
 <context>
  <name>undo_commands</name>
  <message>
   <source>Done again: %1</source>
   <translation>已重做：%1</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>重做</translation>
  </message>
  <message>
   <source>Redo: %1</source>
   <translation>重做：%1</translation>
  </message>
  <message>
   <source>Taken back: %1</source>
   <translation>已撤销：%1</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <source>Undo: %1</source>
   <translation>撤销：%1</translation>
  </message>
 </context>
 <context>
  <name>undo_rows</name>
  <message>
   <source>Align to the patient</source>
   <translation>对齐到患者坐标轴</translation>
  </message>
  <message>
   <source>Automatic window</source>
   <translation>自动窗宽窗位</translation>
  </message>
  <message>
   <source>Flip</source>
   <translation>翻转</translation>
  </message>
  <message>
   <source>Mirror</source>
   <translation>镜像</translation>
  </message>
  <message>
   <source>Reset view</source>
   <translation>重置视图</translation>
  </message>
  <message>
   <source>Restore work</source>
   <translation>恢复工作</translation>
  </message>
  <message>
   <source>Turn</source>
   <translation>旋转</translation>
  </message>
  <message>
   <source>Window of the file</source>
   <translation>文件的窗宽窗位</translation>
  </message>
 </context>
 <context>
  <name>unsaved_guard</name>
  <message>
   <source>Key images: %1</source>
   <translation>关键图像：%1</translation>
  </message>
  <message>
   <source>Marks: %1</source>
   <translation>标记：%1</translation>
  </message>
  <message>
   <source>What was written by hand</source>
   <translation>手写的内容</translation>
  </message>
 </context>
 <context>
  <name>verify_commands</name>
  <message>
   <source>Save report…</source>
   <translation>保存报告…</translation>
  </message>
  <message>
   <source>Verification of this installation</source>
   <translation>此安装的验证</translation>
  </message>
  <message>
   <source>Verifying this installation</source>
   <translation>正在验证此安装</translation>
  </message>
  <message>
   <source>Verifying this installation; its table comes in some seconds.</source>
   <translation>正在验证此安装；几秒钟后给出表格。</translation>
  </message>
 </context>
 <context>
  <name>view_access</name>
  <message>
   <source>3D view</source>
   <translation>三维视图</translation>
  </message>
  <message>
   <source>Axial view</source>
   <translation>横断面视图</translation>
  </message>
  <message>
   <source>Coronal view</source>
   <translation>冠状面视图</translation>
  </message>
  <message>
   <source>Image %1 of %2</source>
   <translation>第 %1 幅图像，共 %2 幅</translation>
  </message>
  <message>
   <source>Sagittal view</source>
   <translation>矢状面视图</translation>
  </message>
  <message>
   <source>Shows nothing</source>
   <translation>未显示任何内容</translation>
  </message>
  <message>
   <source>View of images</source>
   <translation>图像视图</translation>
  </message>
  <message>
   <source>Window width %1, level %2</source>
   <translation>窗宽 %1，窗位 %2</translation>
  </message>
 </context>
 <context>
  <name>view_filler</name>
  <message>
   <source>Memory does not hold all of these series: drag into the views what you need.</source>
   <translation>内存容不下所有这些序列：请将需要的拖入视图。</translation>
  </message>
 </context>
 <context>
  <name>view_grid</name>
  <message>
   <source>Ctrl+O opens a folder, Ctrl+Shift+O files, Ctrl+L the library; ? shows all keys.</source>
   <translation>Ctrl+O 打开文件夹，Ctrl+Shift+O 打开文件，Ctrl+L 打开影像库；? 显示全部按键。</translation>
  </message>
  <message>
   <source>Drop a folder or files here</source>
   <translation>将文件夹或文件拖到这里</translation>
  </message>
  <message>
   <source>Research use only. Not a medical device.</source>
   <translation>仅供研究使用。不是医疗器械。</translation>
  </message>
 </context>
 <context>
  <name>viewing_commands</name>
  <message>
   <source>1:1 as the screen says of itself; Ctrl+Shift+1 measures it with a bank card.</source>
   <translation>按屏幕自述的 1:1；Ctrl+Shift+1 可用银行卡测量屏幕。</translation>
  </message>
  <message>
   <source>Show series of two frames of reference in a grid to link them.</source>
   <translation>请在网格中显示两个坐标系的序列以便联动。</translation>
  </message>
  <message>
   <source>The series scroll together from here; Shift+J takes that back.</source>
   <translation>序列从此处起一起滚动；Shift+J 可取消。</translation>
  </message>
  <message>
   <source>True size needs an image whose pixel size is known and a screen that was measured.</source>
   <translation>真实尺寸需要像素尺寸已知的图像和测量过的屏幕。</translation>
  </message>
 </context>
 <context>
  <name>viewing_rows</name>
  <message>
   <source>Slab</source>
   <translation>厚层</translation>
  </message>
 </context>
 <context>
  <name>volume_commands</name>
  <message>
   <source>Exporting surfaces</source>
   <translation>正在导出表面</translation>
  </message>
  <message>
   <source>Film: picture %1 of %2</source>
   <translation>影片：第 %1 幅，共 %2 幅</translation>
  </message>
  <message>
   <source>No segment is visible: show those that are to cut the volume.</source>
   <translation>没有可见的分割区域：请显示要用来裁切体数据的区域。</translation>
  </message>
  <message>
   <source>No segment is visible: show those whose surfaces are wanted.</source>
   <translation>没有可见的分割区域：请显示需要生成表面的区域。</translation>
  </message>
  <message>
   <source>There is no 3D view on screen: choose a layout with one.</source>
   <translation>屏幕上没有三维视图：请选择含三维视图的布局。</translation>
  </message>
 </context>
 <context>
  <name>volume_crop_numbers</name>
  <message>
   <source>%1 to %2</source>
   <translation>%1 到 %2</translation>
  </message>
  <message>
   <source>First voxel</source>
   <translation>第一个体素</translation>
  </message>
  <message>
   <source>Last voxel</source>
   <translation>最后一个体素</translation>
  </message>
 </context>
 <context>
  <name>volume_strip</name>
  <message>
   <source>3D preset</source>
   <translation>三维预设</translation>
  </message>
  <message>
   <source>Crop box: drag the dots on its faces</source>
   <translation>裁剪框：拖动各面上的圆点</translation>
  </message>
  <message>
   <source>From everywhere</source>
   <translation>全方位</translation>
  </message>
  <message>
   <source>Glint</source>
   <translation>高光</translation>
  </message>
  <message>
   <source>Hide the table under the patient</source>
   <translation>隐藏患者身下的检查床</translation>
  </message>
  <message>
   <source>How segments are shown</source>
   <translation>分割区域的显示方式</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>光照</translation>
  </message>
  <message>
   <source>Light as at first</source>
   <translation>恢复初始光照</translation>
  </message>
  <message>
   <source>Shaded</source>
   <translation>明暗</translation>
  </message>
 </context>
 <context>
  <name>waiting_text</name>
  <message>
   <source>No slice here: it is missing in the series</source>
   <translation>此处没有切片：该序列中缺失</translation>
  </message>
  <message>
   <source>Reading … %1 %</source>
   <translation>正在读取 … %1 %</translation>
  </message>
 </context>
 <context>
  <name>window</name>
  <message>
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <source>Copy a folder into the library…</source>
   <translation>将文件夹复制到影像库…</translation>
  </message>
  <message>
   <source>Files, archives or a DICOMDIR…</source>
   <translation>文件、压缩包或 DICOMDIR…</translation>
  </message>
  <message>
   <source>Gone: %1</source>
   <translation>已不存在：%1</translation>
  </message>
  <message>
   <source>Images %1</source>
   <translation>图像 %1</translation>
  </message>
  <message>
   <source>Index a folder in place…</source>
   <translation>原位索引文件夹…</translation>
  </message>
  <message>
   <source>Index a folder where it lies, or copy it into the library</source>
   <translation>在原位置索引文件夹，或复制到影像库</translation>
  </message>
  <message>
   <source>More</source>
   <translation>更多</translation>
  </message>
  <message>
   <source>No study fits the search.</source>
   <translation>没有符合搜索的检查。</translation>
  </message>
  <message>
   <source>Series %1</source>
   <translation>序列 %1</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stop; what was found until now stays in the library</source>
   <translation>停止；已找到的内容保留在影像库中</translation>
  </message>
  <message>
   <source>Studies %1</source>
   <translation>检查 %1</translation>
  </message>
  <message>
   <source>The library is empty. Add a folder, or drop folders, files and archives here.
What you open is added too.</source>
   <translation>影像库是空的。请添加文件夹，或将文件夹、文件和压缩包拖到这里。
打开的内容也会加入。</translation>
  </message>
  <message>
   <source>the first %1 are listed; search for fewer</source>
   <translation>列出前 %1 个；请缩小搜索范围</translation>
  </message>
 </context>
 <context>
  <name>window_commands</name>
  <message>
   <source>The file asks for no such window; key 0 chooses one from the values.</source>
   <translation>文件没有这样的窗宽窗位；按 0 键由数值选定。</translation>
  </message>
 </context>
 <context>
  <name>window_facts</name>
  <message>
   <source>%1 MB, of which images %2 MB</source>
   <translation>%1 MB，其中图像 %2 MB</translation>
  </message>
  <message>
   <source>%1 since the start, %2 failed</source>
   <translation>启动以来 %1 个，失败 %2 个</translation>
  </message>
  <message>
   <source>Close series that are not needed any more; Ctrl+W closes all.</source>
   <translation>关闭不再需要的序列；Ctrl+W 全部关闭。</translation>
  </message>
  <message>
   <source>Pictures go over the network as they are: a layout of one view is faster, and a remote desktop with compression is faster than a display of X11 over ssh.</source>
   <translation>图像原样经网络传输：单视图布局更快，带压缩的远程桌面比通过 ssh 的 X11 显示更快。</translation>
  </message>
  <message>
   <source>Their reasons stand in the panel of jobs; the log says more.</source>
   <translation>其原因在任务面板中；日志中有更多内容。</translation>
  </message>
  <message>
   <source>over the network</source>
   <translation>经由网络</translation>
  </message>
  <message>
   <source>software: slices and 3D are drawn by the processor, without OpenGL and any graphics card</source>
   <translation>软件绘制：切片和三维由处理器绘制，不使用 OpenGL 和显卡</translation>
  </message>
 </context>
</TS>
