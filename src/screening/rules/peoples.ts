import { signs } from './signs.ts';

/**
 * Of what given names of peoples without Chinese surnames are put together: Tibetan, Mongolian, Uyghur, Kazakh, Yi, Dai.
 * A word that consists of nothing else is a name.
 */
const PARTS =
  '次仁 泽仁 才仁 次旦 次旺 次珍 次央 次吉 卓玛 卓嘎 扎西 旺堆 旺姆 旺扎 旺杰 旺久 旺青 多吉 多杰 平措 格桑 格旦 格列 曲珍 曲扎 曲吉 曲培 曲央 央金 央吉 央宗 央拉 拉姆 拉毛 拉珍 拉巴 拉加 德吉 德央 德庆 尼玛 达瓦 达娃 米玛 普布 普琼 巴桑 边巴 白玛 班玛 丹增 旦增 旦巴 丹巴 罗布 罗桑 洛桑 洛布 益西 顿珠 敦珠 强巴 索朗 索南 仁青 仁增 仁钦 仁曾 晋美 贡布 贡嘎 贡桑 嘉措 加措 桑珠 桑布 桑杰 桑吉 措姆 措毛 群培 群宗 泽旺 才旺 才让 才旦 才吉 坚赞 坚才 坚参 加央 嘉央 土登 土旦 阿旺 其美 其麦 欧珠 欧旦 热旦 班觉 班久 南杰 南加 朗杰 云丹 云旦 赤列 塔杰 塔青 志玛 拥措 拥忠 松吉 彭措 朋措 坚措 金巴 更登 更尕 尕藏 尕玛 公保 完玛 完德 华旦 斗格 俄日 伦珠 伦布 确吉 觉安 夏吾 周毛 周加 项秀 切吉 叶西 吉美 东智 周太 太本 ' +
  '巴特尔 娜仁 那仁 其其格 图雅 托娅 乌云 高娃 斯琴 斯日 格日勒 格日乐 苏和 苏日娜 苏日塔 宝音 巴图 巴音 呼和 阿拉坦 阿拉腾 萨仁 萨日娜 敖登 朝鲁 朝克图 额尔敦 额尔德尼 孟克 特木尔 铁木尔 布和 布赫 毕力格 乌力吉 乌日娜 乌兰 塔娜 通拉嘎 满都拉 都拉 都古 道尔吉 哈斯 赛罕 赛音 赛娜 苏布达 格根 德力格尔 达来 青格勒 青格乐 琪琪格 ' +
  '阿依 古丽 古力 古丽娜尔 古丽巴哈尔 帕提古丽 帕提 热依 热孜 热娜 阿曼 阿依努尔 阿依夏木 努尔 努尔古丽 买买提 麦麦提 买合木提 艾买提 艾合买提 艾力 艾尔肯 吐尔逊 吐尔洪 吐尔地 托合提 图尔荪 肉孜 肉孜汗 如仙 热合曼 热西提 阿卜杜 阿不都 阿布都 阿布力 阿卜力 阿卜来提 阿不来提 克里木 克力木 依明 伊敏 依米提 玉素甫 玉素音 玉山江 司马义 伊斯马 祖农 祖丽 卡德尔 卡迪尔 库尔班 库尔班江 沙吾提 塔依尔 塔西 托乎提 哈力克 海里 尼亚孜 尼沙 再娜普 再同 阿提古丽 阿米娜 阿迪力 迪丽 迪力 木拉提 巴合提 别克 哈孜 叶尔肯 叶尔 努尔兰 江 汗 ' +
  '吉克 吉布 吉木 吉子 吉伍 阿呷 阿苏 阿的 阿侯 阿力 阿牛 阿支 阿尔 阿木 阿衣 阿洛 曲木 曲比 沙马 马海 勒格 勒伍 日黑 日火 石一 木呷 木果 木牛 木乃 子呷 伍呷 伍各 拉则 拉博 拉日 有作 有呷 有果 色作 史布 史哈 尔古 尔布 尔哈 古日 古者 布日 布哈 以哈 ' +
  '岩温 岩罕 岩香 岩坎 岩光 岩叫 岩三 岩拉 岩应 岩庄 玉香 玉罕 玉温 玉波 玉坎 玉应 玉光 罕 叫 囡';

/** Suffixes say nothing alone. */
const BOUND = new Set(['江', '汗', '罕', '叫', '囡', '别克', '热合曼', '力克']);
const parts = new Set(PARTS.split(' '));
const [SHORTEST, LONGEST] = [2, 9];

const begins = signs([...parts].map((part) => part[0]).join(''));
export const mayBeginParts = (code: number): boolean => begins[code] === 1;

/** Whether a word is made of such parts and of nothing else: 格桑曲珍, 乌云其其格, 阿依古丽. */
export function isOfParts(word: string): boolean {
  if (word.length < SHORTEST || word.length > LONGEST || BOUND.has(word)) return false;
  // From the end: whether what begins at each place is made of parts.
  const ends = new Array<boolean>(word.length + 1).fill(false);
  ends[word.length] = true;
  for (let at = word.length - 1; at >= 0; at -= 1)
    for (let length = 1; length <= 5 && at + length <= word.length; length += 1)
      if (ends[at + length] && parts.has(word.slice(at, at + length))) ends[at] = true;
  return ends[0] === true && parts.has(firstOf(word));
}

const firstOf = (word: string): string => {
  for (let length = Math.min(5, word.length); length >= 2; length -= 1)
    if (parts.has(word.slice(0, length))) return word.slice(0, length);
  return '';
};
