import { calendarDays, workingDays } from '../../kernel/index.ts';
import type { ServiceItem } from '../contract.ts';
import { minimumLivingForm } from './minimum-living-form.ts';
import { type Office, offeredBy, remediesAt, resultSample } from './office.ts';

/**
 * 最低生活保障: taken in and first reviewed by the township, confirmed by the civil affairs bureau.
 *
 * @law 社会救助暂行办法 第九条, 第十一条, 第五十八条. The thirty working days are those of guides that other cities
 *   publish, not compared with the text of 最低生活保障审核确认办法.
 */
export const minimumLiving = (office: Office, township: { readonly place: string }): ServiceItem => ({
  ...offeredBy(office, '590507001000'),
  place: `户籍所在地的乡镇（街道）便民服务中心，例如${township.place}`,
  name: '最低生活保障审核确认',
  typeCode: '05',
  typeName: '行政给付',
  flow: {
    title: '最低生活保障审核确认',
    caseType: 'promised',
    isLicence: false,
    statutory: { limit: workingDays(30), law: '最低生活保障审核确认办法' },
    promised: workingDays(20),
    special: null,
    firstReview: true,
    correction: calendarDays(30),
    verdicts: { grant: '确认', deny: '不予确认' },
  },
  targets: [1],
  basis: [
    { law: '社会救助暂行办法', article: '第九条', checked: true },
    { law: '社会救助暂行办法', article: '第十一条', checked: true },
    { law: '社会救助暂行办法', article: '第五十八条', checked: true },
    { law: '最低生活保障审核确认办法', article: '', checked: false },
  ],
  conditions: [
    '共同生活的家庭成员人均收入低于当地最低生活保障标准。',
    '家庭财产状况符合当地最低生活保障家庭财产状况规定。',
    '由共同生活的家庭成员向户籍所在地的乡镇（街道）提出申请；有困难的，可以委托村（居）民委员会代为申请。',
  ],
  themes: { person: '社会保障', legal: null },
  visits: 0,
  visitReason: null,
  ways: [1, 2],
  online: true,
  fullyOnline: true,
  fee: { charged: false, basis: null, standard: null, onlinePay: false },
  result: {
    name: '最低生活保障确认通知书',
    kind: '批文',
    sample: resultSample('最低生活保障确认通知书'),
    validYears: null,
  },
  remedies: remediesAt(office),
  faq: [
    {
      question: '户口不在一起，可以一起申请吗？',
      answer: '可以向其中任何一位家庭成员户籍所在地的乡镇（街道）提出，工作人员会告诉您由哪里办更合适。',
    },
    {
      question: '为什么要入户调查和公示？',
      answer:
        '法规规定乡镇（街道）要调查核实家庭收入和财产，提出初审意见并公示，再由县级民政部门审批。公示不含身份号码、账号和病情。',
    },
    { question: '要自己去开收入证明吗？', answer: '不用。您填写收入并授权后，由工作人员核对。' },
    { question: '批下来从什么时候开始发钱？', answer: '按月发放，起发月份写在确认通知书上。' },
    {
      question: '家里情况变了怎么办？',
      answer: '人口、收入、财产有变化的，要及时告诉乡镇（街道）；民政部门会定期核查，调整或者停发。',
    },
  ],
  steps: [
    { name: '受理', days: 1 },
    { name: '初审（入户调查、公示）', days: 13 },
    { name: '审核', days: 4 },
    { name: '审批', days: 1 },
    { name: '办结', days: 1 },
    { name: '送达', days: 0 },
  ],
  situation: {
    questions: [
      {
        key: 'who',
        title: '谁来申请？',
        options: [
          { value: 'self', title: '家庭成员自己申请' },
          { value: 'delegate', title: '村（居）委会或者别人代为申请' },
        ],
      },
      {
        key: 'ill',
        title: '家里有人患重病吗？',
        help: '例如恶性肿瘤、尿毒症透析、器官移植，或者长期卧床。',
        options: [
          { value: 'yes', title: '有' },
          { value: 'no', title: '没有' },
        ],
      },
      {
        key: 'disabled',
        title: '家里有人持残疾证吗？',
        options: [
          { value: 'yes', title: '有' },
          { value: 'no', title: '没有' },
        ],
      },
      {
        key: 'divorced',
        title: '家里有人离婚后带孩子，或者在领抚养费吗？',
        options: [
          { value: 'yes', title: '有' },
          { value: 'no', title: '没有' },
        ],
      },
    ],
    materials: [
      {
        key: 'identity',
        name: '居民身份证（全体家庭成员）',
        required: true,
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '公安机关',
      },
      {
        key: 'register',
        name: '居民户口簿',
        required: true,
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '公安机关',
      },
      {
        key: 'authorisation',
        name: '家庭经济状况核对授权书',
        required: true,
        form: 'either',
        original: 'original',
        copies: 1,
        source: 'self',
        note: '共同生活的成年家庭成员都要签名，可以拍照上传。',
        law: '社会救助暂行办法 第五十八条',
      },
      {
        key: 'disability-card',
        name: '残疾人证',
        required: true,
        when: { all: [{ question: 'disabled', equals: 'yes' }] },
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '残疾人联合会',
      },
      {
        key: 'diagnosis',
        name: '疾病诊断证明',
        required: true,
        deferrable: true,
        when: { all: [{ question: 'ill', equals: 'yes' }] },
        form: 'either',
        original: 'either',
        copies: 1,
        source: 'agency',
        sourceNote: '就诊的医院',
        note: '近一年内的出院小结或者门诊病历也可以。',
      },
      {
        key: 'divorce',
        name: '离婚协议书或者生效的判决书、调解书',
        required: true,
        when: { all: [{ question: 'divorced', equals: 'yes' }] },
        form: 'either',
        original: 'copy',
        copies: 1,
        source: 'self',
        note: '只要写明子女抚养和抚养费的几页。',
      },
      {
        key: 'proxy',
        name: '委托申请书',
        required: true,
        when: { all: [{ question: 'who', equals: 'delegate' }] },
        form: 'either',
        original: 'original',
        copies: 1,
        source: 'self',
        note: '由申请人签名或者按手印。',
      },
    ],
  },
  form: minimumLivingForm,
  township: true,
  otherNames: ['最低生活保障确认', '低保', '低保金', '最低生活保障金', '农村低保', '城市低保'],
});
