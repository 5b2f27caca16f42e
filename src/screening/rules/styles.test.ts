import { expect, test } from 'vitest';
import { detect } from './detect.ts';

/** What should be found stands in «»; everything else is no find. Numbers are invented, with sums that are right. */
function found(marked: string): { readonly hits: readonly string[]; readonly expected: readonly string[] } {
  const text = marked.replaceAll(/[«»]/gu, '');
  return {
    hits: detect(text).map((hit) => hit.text),
    expected: [...marked.matchAll(/«([^»]*)»/gu)].map(([, word = '']) => word),
  };
}

const ID = '11010519491231002X';

test.each([
  [
    'a paper that the row names',
    `姓名\t证件类型\t证件号码\n«张伟»\t大陆居民往来台湾通行证\t«T12345678»\n«王芳»\t往来港澳通行证\t«C12345678»\n«李娜»\t台湾居民来往大陆通行证\t«01234567»`,
  ],
  [
    'plates with blanks and hyphens under their heading',
    '序号\t号牌号码\t车辆类型\t所有人\n1\t«鄂F-Q5881»\t小型轿车\t«廖强娜»\n2\t«湘A 82910»\t轻型货车\t«赵德»',
  ],
  [
    'a form whose values hold the words of headings',
    `户籍所在地\t«清江省临河市祁阳县太平镇张楼村15社»\n工作单位\t祁阳县第二小学`,
  ],
  ['a table that nothing heads', '«游广超»\t«南乐县和平街道小刘庄村16社»\t«13912345678»\t300'],
  ['the number of a card for disabled people whose check is X', `残疾证号\t姓名\t等级\n«${ID}43»\t«赵家明»\t一级`],
  ['names without Chinese surnames', `姓名\t身份证号\n«格桑曲珍»\t«${ID}»\n«乌云其其格»\t«${ID}»\n«吉克阿呷»\t«${ID}»`],
  ['in a sentence, too', `户主«次仁卓玛»，公民身份号码«${ID}»。`],
  ['a numbered list', `1.«姚锦»,男,«${ID}»,«13912345678»\n2.«蒋锦鹤»,女,«${ID}»`],
  ['a declaration of loss', '«郑淑英»遗失中华人民共和国普通护照，护照号码：«E12345678»，声明作废。'],
  [
    'a debtor whose court is named on the way',
    `被执行人姓名：«何长贵»；性别：男；身份证号码：«${ID}»；执行法院：平川县人民法院；住所地：«仁寿县石佛镇黄土岗村三组»；`,
  ],
  [
    'a list of people, not of organs, though villages have committees',
    '«吴芳»\t«13912345678»\t«wu5566@qq.com»\t«仁寿县石佛镇黄土岗村民委员会15号»',
  ],
  [
    'cars that are called by number, and who drove them',
    '3月4日，«秦通»驾驶«宁H-C5422»号小型轿车，与«孔怀»驾驶的«津B29287»号两轮摩托车相撞。',
  ],
  [
    'whoever is said to be a woman, whatever her surname',
    `1．«其其格玛»，女，56岁，住«云阳县河西镇田心村民委员会田心自然村12号»，一卡通账号«6228487285151505153»。`,
  ],
  ['a label that says who it is in words of its own', `购机者：«乔丽迎»\n证件号：«${ID}»`],
  [
    'a letter that greets without a title, and whose neighbour is named',
    `«郑森克»：您好！\n您（身份证号«${ID}»）居住在«历城区板桥镇后岭村6号»与相邻户的通道已经疏通。`,
  ],
  ['rows that nothing heads', `«斯日古楞»\t«${ID}»\t«13912345678»\n«张伟»\t«${ID}»\t«13912345678»`],
  [
    'who called, in a table that ends with an office',
    '来电人\t来电号码\t诉求地址\t承办单位\n«张伟»\t«13912345678»\t«西秀区白沙镇陈家湾村六组»\t市水务集团',
  ],
  ['a class is no name', `班级\t学生姓名\t身份证号\n高二（3）班\t«余其»\t«${ID}»`],
  ['labels spread out', `姓　　名：«孙梅»\n住　　址：«南乐县人民路12号阳光小区3号楼2单元501室»`],
  [
    'whom to ring up about a notice that names somebody',
    `«张伟»（身份证号：«${ID}»）递补进入。公示期5个工作日，电话：0731-82220000，邮编411100。`,
  ],
])('%s', (_, marked) => {
  const { hits, expected } = found(marked);
  expect(hits).toEqual(expected);
});

test.each([
  ['officers with their cards', '执法人员：李国强（执法证号：16040012015）、赵明（执法证号：16040012033）。'],
  ['an address of which the house is hidden', '户主\t家庭住址\n王某\t大柳树乡双龙村**组**号'],
  [
    'an office whose name speaks of persons',
    '招标人：清河县残疾人联合会　地址：高新区北环路153号　联系人：李工　电话：0574-59527740',
  ],
  ['where the public goes', '护照、台胞证办理地址：县行政服务中心一楼A区12号窗口。'],
  ['a model of a machine', '型号HZ-13812345678；设备序列号13912345678A'],
  ['kinds of people', '姓名\t人员类别\t金额\n合计\t零就业家庭\t300'],
  ['posts of a town', '驿站名称\t地址\t负责人\t值班电话\n中山路驿站\t洛宁县中山路226号\t王明\t0379-66231234'],
  ['a shelter', '发现一名走失老人，请亲属与救助站联系，电话：0997-6467279。'],
  [
    'a form to be filled in by others',
    '投稿请注明作者姓名、身份证号、通讯地址。收件地址：平川县文化馆（桐柏县工农大道194号），电话：0831-7786586。',
  ],
  [
    'who answers for a rule about households',
    `第三条　共同生活的家庭成员包括配偶、未成年子女；申请人应当向户籍所在地乡镇人民政府（街道办事处）提出书面申请，并提交户口簿、居民身份证、家庭收入和财产状况声明，如实申报。\n联系人：刘建明，联系电话：0755-24115099。`,
  ],
  [
    'numbers of permits that look like telephones',
    '车牌号码\t道路运输证号\t业户名称\n无\t075423837444\t平川货运有限公司',
  ],
  [
    'numbers of orders that pass the check of a card',
    '订单号\t商品编码\t成交供应商\n6217148292978986750\t6901234567890\t长沙市得力办公用品有限公司',
  ],
  ['a hotline of a newspaper', '（记者 李晓燕）供稿邮箱：hcrbxw@163.com　新闻热线：0731-82220000'],
  ['a clinic that moves', '原九龙镇卫生院（友谊路88号3栋201室）迁至新址。'],
  ['where two roads meet', '来电人\t诉求地址\n匿名\t蔡锷路与二七北路交叉口'],
  ['a sentence that begins like a name', '当事人应自收到本决定书之日起十五日内缴纳。'],
])('no find: %s', (_, text) => expect(detect(text)).toEqual([]));
