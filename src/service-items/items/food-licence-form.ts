import type { FormDefinition } from '../../kernel/form/index.ts';
import {
  address,
  count,
  creditCode,
  declaration,
  formOf,
  line,
  mobile,
  radio,
  residentId,
  rows,
  ticks,
  yesNo,
} from './ask.ts';

const isCatering = { field: 'businessKind', in: ['catering', 'canteen'] } as const;

/** What the city does not know yet: name, code and legal representative come from the business licence. */
export const foodLicenceForm: FormDefinition = formOf('food-licence', 1, '食品经营许可申请书', [
  {
    key: 'premises',
    title: '经营场所',
    intro: '单位名称、统一社会信用代码和法定代表人取自营业执照，不用再填。',
    asks: [
      yesNo('premisesAsLicensed', '经营场所就是营业执照上的住所吗', {
        help: '在另一个地方开店、办食堂的，选“否”，再写实际地址。',
      }),
      address('premisesAddress', '经营场所的实际地址', {
        help: '写到门牌号、楼层和房间号，核查人员会按这个地址上门。',
        showIf: { field: 'premisesAsLicensed', equals: false },
      }),
      line('signboard', '门店招牌上的名称', 50, {
        optional: true,
        example: '鹿鸣小馆',
        help: '与营业执照名称不同时填写。',
      }),
      count('areaSquareMetres', '经营场所面积', [1, 200_000], {
        unit: '平方米',
        help: '按租赁合同或者房产证上的面积填写，四舍五入到整数。',
      }),
    ],
  },
  {
    key: 'business',
    title: '经营什么',
    asks: [
      radio('businessKind', '您要做哪一类', {
        sales: ['食品销售', '超市、便利店、熟食店等，买来卖出。只卖预包装食品的不用办许可，办备案即可。'],
        catering: ['餐饮服务', '饭店、小吃店、奶茶店、中央厨房等，现场加工。'],
        canteen: ['单位食堂', '学校、幼儿园、医院、养老机构、工地、企业等供本单位人员集中用餐。'],
      }),
      ticks(
        'salesScope',
        '销售哪些食品',
        {
          bulk: ['散装食品', '拆零称重卖的食品，包括散装熟食。'],
          'bulk-and-packed': '散装食品和预包装食品',
        },
        { showIf: { field: 'businessKind', equals: 'sales' } },
      ),
      ticks(
        'cateringScope',
        '制作哪些食品',
        {
          hot: ['热食', '炒菜、火锅、烧烤、面点等加热后食用的。'],
          cold: ['冷食', '凉菜、沙拉等。需要专门的操作间或者操作区。'],
          raw: ['生食', '刺身等生鲜动物性水产品。需要专门的操作间。'],
          drinks: ['自制饮品', '奶茶、咖啡、现榨果汁等。'],
          'semi-finished': ['半成品', '只限中央厨房。'],
        },
        { showIf: isCatering, help: '做几种选几种，今后增加的要申请变更。' },
      ),
      yesNo('sellsOnline', '通过外卖平台或者网店经营吗'),
      line('onlineShop', '平台和网店名称', 100, {
        showIf: { field: 'sellsOnline', equals: true },
        help: '还没有开通的，写打算使用的平台。',
      }),
      yesNo('isChain', '是连锁企业的门店吗'),
      line('headquartersName', '连锁总部名称', 100, { showIf: { field: 'isChain', equals: true } }),
      creditCode('headquartersCode', '连锁总部的统一社会信用代码', { showIf: { field: 'isChain', equals: true } }),
    ],
  },
  {
    key: 'safety',
    title: '食品安全管理',
    intro: '法律要求食品经营者配备食品安全管理人员。小店可以由负责人自己兼任。',
    asks: [
      count('workers', '接触食品的从业人员人数', [1, 10_000], {
        unit: '人',
        help: '接触直接入口食品的人员每年要做健康检查，核查时会看健康证明。',
      }),
      rows(
        'safetyManagers',
        '食品安全管理人员',
        '食品安全管理人员',
        [1, 10],
        [
          line('name', '姓名', 50, { autocomplete: 'off' }),
          residentId('residentId', '公民身份号码'),
          mobile('mobile', '手机号码', { autocomplete: 'off' }),
          yesNo('fullTime', '是专职吗', { help: '只管食品安全、不兼其他工作的为专职。' }),
        ],
      ),
    ],
  },
  {
    key: 'contact',
    title: '核查联系和领证',
    asks: [
      line('contactName', '现场核查时找谁', 50, { help: '写现场能开门、能介绍情况的人。', autocomplete: 'off' }),
      mobile('contactMobile', '这个人的手机号码', { autocomplete: 'off' }),
      radio(
        'visitTime',
        '方便核查的时间',
        { any: '都可以', morning: '上午', afternoon: '下午' },
        { help: '核查人员会先打电话约定。' },
      ),
      radio('delivery', '怎样领取许可证', {
        electronic: ['只要电子证', '与纸质证有同等效力，可以自己打印张贴。'],
        counter: '到窗口领纸质证',
        post: '邮寄纸质证',
      }),
      address('postAddress', '邮寄到哪里', {
        showIf: { field: 'delivery', equals: 'post' },
        help: '写清收件人、电话和地址。',
      }),
    ],
  },
  {
    key: 'declaration',
    title: '声明',
    asks: [
      declaration(
        'truthful',
        '声明',
        '以上内容和所附材料真实。我知道隐瞒有关情况或者提供虚假材料的，申请会不予受理或者不予许可，并依法承担责任。',
      ),
    ],
  },
]);
