import type { FormDefinition } from '../../kernel/form/index.ts';
import {
  address,
  count,
  declaration,
  formOf,
  line,
  lines,
  mobile,
  money,
  radio,
  residentId,
  rows,
  select,
  yesNo,
} from './ask.ts';

const members = rows(
  'members',
  '共同生活的家庭成员',
  '家庭成员',
  [1, 15],
  [
    line('name', '姓名', 50, { autocomplete: 'off' }),
    select('relation', '与申请人的关系', {
      self: '本人',
      spouse: '配偶',
      child: '子女',
      parent: '父母',
      sibling: '兄弟姐妹',
      grandparent: '祖父母、外祖父母',
      grandchild: '孙子女、外孙子女',
      relative: '其他亲属',
    }),
    residentId('residentId', '公民身份号码', { help: '年龄、性别由号码得出，不用再填。' }),
    select('occupation', '现在的情况', {
      employed: '有固定工作',
      casual: '打零工、灵活就业',
      farming: '务农',
      jobless: '没有工作',
      student: '上学',
      retired: '领取养老金',
      unable: '没有劳动能力',
      infant: '学龄前儿童',
    }),
    money('monthlyIncome', '平均每月收入', {
      help: '近 12 个月的平均数，包括工资、养老金、经营和种养收入。没有收入填 0；说不准的按您知道的填，工作人员会核对。',
    }),
    yesNo('hasDisability', '有残疾证吗', { help: '等级由残联核对，不用提供残疾证。' }),
    yesNo('seriouslyIll', '患有重病吗', { help: '例如恶性肿瘤、尿毒症透析、器官移植，或者长期卧床。' }),
    line('illness', '是什么病', 100, { showIf: { field: 'seriouslyIll', equals: true } }),
  ],
  {
    help: '写同吃同住、收入花在一起的人：配偶、未成年子女、没有独立生活能力的成年子女等，先写申请人自己。参军、服刑的不写。',
  },
);

const supporters = rows(
  'supporters',
  '应当赡养、抚养、扶养您家的人',
  '赡养抚养人',
  [0, 10],
  [
    line('name', '姓名', 50, { autocomplete: 'off' }),
    select('relation', '与申请人的关系', {
      child: '子女',
      parent: '父母',
      'former-spouse': '离异的配偶',
      relative: '其他亲属',
    }),
    money('monthlySupport', '平均每月实际给多少', { help: '没有给的填 0。' }),
  ],
  { help: '例如分家另过的子女、离婚后付抚养费的一方。没有就不填。' },
);

const PAYEE = { field: 'toSocialCard', equals: false } as const;

/** Household, income, wealth, and leave to check them; ages, household register and disability the city looks up itself. */
export const minimumLivingForm: FormDefinition = formOf('minimum-living', 1, '最低生活保障申请表', [
  {
    key: 'household',
    title: '您家的情况',
    intro: '您的姓名、公民身份号码和户籍地址取自账户和户籍信息，不用再填。整张表大约要 15 分钟，可以随时暂存。',
    asks: [
      radio('kind', '为谁申请', {
        household: ['全家', '共同生活的一家人一起申请，大多数人选这一项。'],
        'single-disabled': ['家里的一位重度残疾人', '低保边缘家庭里的重度残疾人可以单独申请。'],
        'single-ill': ['家里的一位重病患者', '低保边缘家庭里的重病患者可以单独申请。'],
      }),
      yesNo('livesAtRegister', '现在住在户籍地址吗'),
      address('homeAddress', '现在住在哪里', {
        help: '写到门牌号，工作人员要按这个地址入户调查。',
        showIf: { field: 'livesAtRegister', equals: false },
      }),
      yesNo('byDelegate', '是村（居）委会或者别人代您申请吗'),
      line('delegateName', '代办人姓名', 50, { showIf: { field: 'byDelegate', equals: true }, autocomplete: 'off' }),
      mobile('delegateMobile', '代办人手机号码', {
        showIf: { field: 'byDelegate', equals: true },
        autocomplete: 'off',
      }),
    ],
  },
  { key: 'members', title: '家庭成员', intro: '一个人一项，填完一个再添加下一个。', asks: [members] },
  {
    key: 'means',
    title: '收入和财产',
    intro: '经您授权，民政部门会通过银行、社保、不动产等信息核对。按您知道的填写；漏填可以改，隐瞒会影响确认。',
    asks: [
      money('otherMonthlyIncome', '全家其他收入，平均每月', {
        help: '家庭成员栏没有写到的，例如房租、土地流转、分红、亲友固定接济。各级补贴和优待抚恤金不用写。没有填 0。',
      }),
      money('savings', '全家存款、理财和现金合计', { help: '大致数目即可，没有填 0。' }),
      radio('homes', '全家名下有几套住房', {
        none: '没有',
        one: ['一套', '自建房、宅基地上的房子也算一套。'],
        more: '两套或者更多',
      }),
      yesNo('hasVehicle', '家里有汽车或者大型农机吗', { help: '电动自行车、残疾人代步车不算。' }),
      lines('vehicles', '是什么车，做什么用', 200, { showIf: { field: 'hasVehicle', equals: true } }),
      yesNo('hasBusiness', '家里有人开公司、办厂或者有店面吗'),
      lines('business', '名称和经营情况', 200, { showIf: { field: 'hasBusiness', equals: true } }),
      supporters,
    ],
  },
  {
    key: 'needs',
    title: '主要支出和困难',
    asks: [
      money('medicalCosts', '近 12 个月自己负担的医疗费', { help: '报销以后自己出的部分。没有填 0。' }),
      money('schoolCosts', '近 12 个月的教育支出', { help: '学费、住宿费。没有填 0。' }),
      count('rentedRooms', '租住房屋的间数', [0, 20], { unit: '间', help: '没有租房填 0。' }),
      lines('hardship', '家里的主要困难', 500, { help: '用自己的话写几句就可以，例如谁病了、从什么时候起没有收入。' }),
    ],
  },
  {
    key: 'payment',
    title: '钱发到哪里',
    asks: [
      yesNo('toSocialCard', '发到申请人的社会保障卡吗', { help: '选“是”不用再填账号。卡的金融账户要先激活。' }),
      line('bank', '开户银行', 60, { showIf: PAYEE, example: '明堂农商银行泽宫支行' }),
      line('accountHolder', '户名', 50, { showIf: PAYEE, help: '应当是家庭成员本人的账户。', autocomplete: 'off' }),
      line('accountNumber', '银行账号', 30, {
        showIf: PAYEE,
        pattern: '[0-9]{10,30}',
        help: '只填数字，对照银行卡或者存折核对一遍。',
        autocomplete: 'off',
      }),
    ],
  },
  {
    key: 'declaration',
    title: '授权和声明',
    asks: [
      declaration(
        'mayCheck',
        '核对授权',
        '我和共同生活的成年家庭成员同意民政部门查询、核对家庭的户籍、就业、社会保险、不动产、车辆、市场主体、公积金、存款、证券、保险等信息，只用于本次申请和以后的定期核查。',
      ),
      declaration(
        'truthful',
        '如实申报',
        '以上内容真实。家庭人口、收入、财产有变化时，我会及时告诉乡镇（街道）。我知道虚报、隐瞒、伪造的，会停止救助、退回所得，并可能受到处罚。',
      ),
      declaration(
        'publicNotice',
        '公示',
        '我知道初审意见会在所住的村（社区）公示，公示内容不包括身份号码、账号和病情。',
      ),
    ],
  },
]);
