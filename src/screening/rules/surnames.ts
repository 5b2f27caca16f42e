/** Surnames of one character, by and large in the order of how many bear them; the first few are as clear as the most frequent. */
const SINGLE =
  '毕翁虞屠王李张刘陈杨黄赵吴傅萧周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温牛樊葛邢安齐殷颜庄' +
  '章鲁俞倪庞柳欧申关翟兰伍聂焦左骆柴佟瞿辛管祝裴宁苗曲鲍涂凌谷车尚甘童娄尤兆路梅耿解盛詹岳游单项凤蒲冷娄季华涂费符景霍舒柯包卜饶区蓝麦纪褚邬阮闵窦强祁冉时占宫仇晏卓成米宗丘封穆应戚车巩臧古洪喻滕屈楚艾桂商竺冀阎肖芦荣卞池喜桑佘连鞠' +
  '栾匡郎劳全隋苟荆仝迟敖查农晁宣房门麻楼水花云郁寇幸植萧葉佴召明计伏谈茅嵇麹山宓蓬郗班仰秋仲伊储靳糜松井富巫乌巴弓牧隗牟邰从鄂索咸籍卢双闻莘党贡逄姬扶堵冉宰郦雍却璩濮寿通边扈燕郏浦温别庄晏柴瞿充慕茹习宦艾鱼容向古易慎戈庾终暨居衡步都耿满弘匡国文寇广禄阙东' +
  '沃利蔚越夔隆师巩厍聂晁勾敖融訾辛阚那简空曾毋沙乜养鞠须丰巢关蒯相查后红权逯盖益桓公仉督岳帅缑亢况有琴商牟佘伯赏墨哈谯年爱阳佟言福付肖粟代修原单冼矫苑介闪初海仵由刁綦展南银' +
  '毕蒙鄢蔺翁丛岑薄裘卫敬鹿邝盘腾栗虞亓邸席郤昝缪贲杭诸吉钮荀於惠甄芮羿汲邴钭厉戎祖宿怀屠胥苍殳奚柏昌酆廉湛禹狄贝辜郗逯郜郇雒韶颉斛朴杞毋睦禄粘茹莎萨葵蔄迟靖鲜撒揭尕冶妥';

const DOUBLE =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五'.split(
    ' ',
  );

/** So many surnames are borne by nearly everybody; the rest are words of the language as well. */
const COMMON = 234;
const [IS_COMMON, IS_RARE] = [1, 2];
/** Asked at every character where a name may begin, so a table by code. */
const first = new Uint8Array(65_536);
for (const [place, surname] of [...SINGLE].entries()) {
  const code = surname.charCodeAt(0);
  if (first[code] === 0) first[code] = place < COMMON ? IS_COMMON : IS_RARE;
}
/** Seldom borne, and hardly ever the beginning of another word. */
const CLEAR =
  '靳仝辜苟牟慕闵佟隗逯蔺鄢巫甄厍晁鞠栾郗迟敖訾仵綦阚缪戚冼卞芮阎臧佘邬阮窦祁詹娄聂宓桑桂濮扈郏瞿茹艾暨庾阙夔厉殳奚鄂晏裘嵇邴戎汲邰糜郦雍璩逄桓缑亢谯仉楚涂粟';
for (let i = 0; i < CLEAR.length; i += 1) first[CLEAR.charCodeAt(i)] = IS_COMMON;
const double: ReadonlySet<string> = new Set(DOUBLE);
const beginsDouble = new Uint8Array(65_536);
for (const surname of DOUBLE) beginsDouble[surname.charCodeAt(0)] = 1;
const isDouble = (text: string, at: number): boolean =>
  beginsDouble[text.charCodeAt(at)] === 1 && double.has(text.slice(at, at + 2));

/** How many characters of the surname a word begins with; 0 when it begins with none. */
export function surnameLength(word: string, at = 0): 0 | 1 | 2 {
  if (isDouble(word, at)) return 2;
  return first[word.charCodeAt(at)] ? 1 : 0;
}

export const isCommonSurname = (word: string): boolean => first[word.charCodeAt(0)] === IS_COMMON || isDouble(word, 0);
