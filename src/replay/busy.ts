/** Words in the names of items that many people need; everything else is asked for now and then. */
const BUSY: readonly (readonly [words: RegExp, weight: number])[] = [
  [/个体工商户|公司变更|居民基本养老保险参保|居民基本医疗保险参保|灵活就业/u, 12],
  [/社会保障卡|转移登记|抵押权登记|驾驶证核发|户口迁移|住院费用|门诊费用|职工参保/u, 10],
  [/往来港澳|护士执业|医师执业|食品经营许可|烟草专卖|高龄津贴|残疾人证|就业困难|生育津贴|待遇申领/u, 6],
  [/林木采伐|货物运输|乡村建设|宅基地|卫生许可|独生子女|临时救助|慢特病|创业担保|房屋租赁|优待证/u, 4],
  [/最低生活保障/u, 1.5],
];

/** How often an item is asked for, compared with others. */
export const weightOf = (name: string): number => BUSY.find(([words]) => words.test(name))?.[1] ?? 1;
