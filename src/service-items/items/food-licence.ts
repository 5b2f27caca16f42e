import { calendarDays, workingDays } from '../../kernel/index.ts';
import type { ServiceItem } from '../contract.ts';
import { foodLicenceForm } from './food-licence-form.ts';
import { type Office, offeredBy, remediesAt, resultSample } from './office.ts';

/**
 * 食品经营许可: two examiners look at the premises before it is decided.
 *
 * @law 食品安全法 第三十三条, 第三十五条; 行政许可法 第三十四条第三款. The ten working days stand in the item list and
 *   were not compared with the text of 食品经营许可和备案管理办法; that the visit does not count is the city's own rule.
 */
export const foodLicence = (office: Office): ServiceItem => ({
  ...offeredBy(office, '590126011000'),
  name: '食品经营许可',
  typeCode: '01',
  typeName: '行政许可',
  flow: {
    title: '食品经营许可',
    caseType: 'promised',
    isLicence: true,
    statutory: { limit: workingDays(10), law: '食品经营许可和备案管理办法' },
    promised: workingDays(5),
    special: {
      title: '现场核查',
      law: '食品安全法 第三十五条第二款；核查时间不计入按本市办件规则',
      examiners: 2,
    },
    firstReview: false,
    correction: calendarDays(30),
    extension: workingDays(5),
  },
  targets: [2, 3, 5],
  basis: [
    { law: '食品安全法', article: '第三十五条', checked: true },
    { law: '食品安全法', article: '第三十三条第一款第一项至第四项', checked: true },
    { law: '食品经营许可和备案管理办法', article: '', checked: false },
  ],
  conditions: [
    '已经取得营业执照等合法主体资格。',
    '有与经营的食品品种、数量相适应的食品原料处理、加工、包装、贮存等场所，环境整洁，与有毒、有害场所以及其他污染源保持规定的距离。',
    '有与经营的食品品种、数量相适应的经营设备或者设施，例如消毒、更衣、盥洗、采光、照明、通风、防腐、防尘、防蝇、防鼠、防虫、洗涤以及处理废水、存放垃圾的设备或者设施。',
    '有专职或者兼职的食品安全专业技术人员、食品安全管理人员和保证食品安全的规章制度。',
    '有合理的设备布局和工艺流程，防止待加工食品与直接入口食品、原料与成品交叉污染。',
  ],
  themes: { person: null, legal: '准营准办' },
  visits: 1,
  visitReason: '工作人员要到经营场所现场核查，需要有人在场；申请本身可以全程在网上办。',
  ways: [1, 2],
  online: true,
  fullyOnline: false,
  fee: { charged: false, basis: null, standard: null, onlinePay: false },
  result: { name: '食品经营许可证', kind: '证照', sample: resultSample('食品经营许可证'), validYears: 5 },
  remedies: remediesAt(office),
  faq: [
    { question: '只卖瓶装饮料、袋装零食，也要办吗？', answer: '不用。只销售预包装食品的，办理备案即可，不需要许可。' },
    {
      question: '现场核查看什么？要等多久？',
      answer:
        '由两名以上工作人员上门，看场所、设备、布局、制度和人员健康证明是否符合要求。上门前会电话约定；核查用的时间不计入承诺时限，进度页上会写明从哪天到哪天暂停。',
    },
    {
      question: '还没有装修好，可以先申请吗？',
      answer: '建议装修和设备到位后再申请。核查时不符合条件的，会影响办理。',
    },
    { question: '营业执照要提交复印件吗？', answer: '不用。营业执照和身份证已经有电子证照，窗口直接核对。' },
    { question: '换了地方还能用原来的许可证吗？', answer: '不能。经营场所变了，要在新的地方重新申请。' },
  ],
  steps: [
    { name: '受理', days: 1 },
    { name: '审核', days: 2 },
    { name: '审批', days: 1 },
    { name: '办结', days: 1 },
    { name: '送达', days: 0 },
  ],
  situation: {
    questions: [
      {
        key: 'who',
        title: '谁来办这件事？',
        options: [
          { value: 'self', title: '法定代表人或者负责人自己办' },
          { value: 'agent', title: '委托别人办' },
        ],
      },
      {
        key: 'kind',
        title: '要做哪一类经营？',
        options: [
          { value: 'sales', title: '食品销售（超市、便利店、熟食店等）' },
          { value: 'catering', title: '餐饮服务（饭店、小吃店、奶茶店等）' },
          { value: 'canteen', title: '单位食堂' },
        ],
      },
      {
        key: 'contracted',
        title: '食堂是交给别的企业承包经营的吗？',
        options: [
          { value: 'yes', title: '是' },
          { value: 'no', title: '不是，本单位自己办' },
        ],
        when: { all: [{ question: 'kind', equals: 'canteen' }] },
      },
    ],
    materials: [
      {
        key: 'business-licence',
        name: '营业执照',
        required: true,
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '市场监督管理部门',
      },
      {
        key: 'identity',
        name: '居民身份证（法定代表人、负责人）',
        required: true,
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '公安机关',
      },
      {
        key: 'layout',
        name: '主要设备设施、经营布局和操作流程图',
        required: true,
        form: 'either',
        original: 'original',
        copies: 1,
        source: 'self',
        note: '手画也可以，标明各个操作间、水池、冰箱、灶台和人员、原料、成品的走向。',
      },
      {
        key: 'rules',
        name: '食品安全规章制度目录清单',
        required: true,
        form: 'either',
        original: 'original',
        copies: 1,
        source: 'self',
        note: '写明从业人员健康管理、进货查验记录、食品安全自查、食品安全事故处置等制度的名称，不用附全文。',
        deferrable: true,
      },
      {
        key: 'premises-right',
        name: '经营场所使用权证明',
        required: true,
        form: 'either',
        original: 'copy',
        copies: 1,
        source: 'self',
        note: '租赁合同或者产权证；产权已在本市登记的，说明即可。',
      },
      {
        key: 'contract',
        name: '食堂承包经营合同',
        required: true,
        when: { all: [{ question: 'contracted', equals: 'yes' }] },
        form: 'either',
        original: 'copy',
        copies: 1,
        source: 'self',
      },
      {
        key: 'proxy',
        name: '授权委托书',
        required: true,
        when: { all: [{ question: 'who', equals: 'agent' }] },
        form: 'either',
        original: 'original',
        copies: 1,
        source: 'self',
        note: '写明委托谁办什么事，由法定代表人或者负责人签名。',
      },
      {
        key: 'proxy-identity',
        name: '居民身份证（代办人）',
        required: true,
        when: { all: [{ question: 'who', equals: 'agent' }] },
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '公安机关',
      },
    ],
  },
  form: foodLicenceForm,
  township: false,
  otherNames: ['食品经营许可证', '食品证', '餐饮证', '餐饮服务许可', '食品流通许可', '开饭店许可'],
});
