import type { FormDefinition } from '../../kernel/form/index.ts';
import { calendarDays, workingDays } from '../../kernel/index.ts';
import type { ServiceItem } from '../contract.ts';
import { address, declaration, formOf, line, mobile, radio, residentId, select, yesNo } from './ask.ts';
import { type Office, offeredBy, remediesAt, resultSample } from './office.ts';

const FOR_ANOTHER = { field: 'forSelf', equals: false } as const;

/** For oneself nothing is asked but how to get the card: who and how old one is the city knows. */
export const seniorCardForm: FormDefinition = formOf('senior-card', 1, '老年人优待证申领表', [
  {
    key: 'holder',
    title: '给谁办',
    asks: [
      yesNo('forSelf', '给自己办吗', { help: '给自己办的，姓名和年龄取自账户，不用再填。' }),
      line('holderName', '老人的姓名', 50, { showIf: FOR_ANOTHER, autocomplete: 'off' }),
      residentId('holderResidentId', '老人的公民身份号码', { showIf: FOR_ANOTHER }),
      select(
        'relation',
        '您是老人的什么人',
        {
          spouse: '配偶',
          child: '子女',
          grandchild: '孙子女、外孙子女',
          relative: '其他亲属',
          carer: '照料人',
          committee: '村（居）委会工作人员',
        },
        { showIf: FOR_ANOTHER },
      ),
    ],
  },
  {
    key: 'card',
    title: '证件',
    asks: [
      radio('carrier', '要哪一种', {
        electronic: ['电子证', '马上可以用，在手机上出示。'],
        both: ['电子证和实体卡', '实体卡当天在窗口制作。'],
      }),
      radio(
        'delivery',
        '怎样领取实体卡',
        { counter: '到便民服务中心领取', post: '邮寄到家' },
        { showIf: { field: 'carrier', equals: 'both' } },
      ),
      address('postAddress', '邮寄到哪里', {
        showIf: { field: 'delivery', equals: 'post' },
        help: '写清收件人、电话和地址。',
      }),
      yesNo('hasContact', '在证上写紧急联系人吗', { help: '老人走失或者需要帮助时，别人能找到家人。' }),
      line('contactName', '紧急联系人姓名', 50, { showIf: { field: 'hasContact', equals: true }, autocomplete: 'off' }),
      mobile('contactMobile', '紧急联系人手机号码', {
        showIf: { field: 'hasContact', equals: true },
        autocomplete: 'off',
      }),
    ],
  },
  { key: 'declaration', title: '声明', asks: [declaration('truthful', '声明', '以上内容真实，老人没有重复申领。')] },
]);

/**
 * 老年人优待证: settled while one waits, at the township.
 *
 * @law 老年人权益保障法 第五十三条. The three working days stand in the item list of public services only.
 */
export const seniorCard = (office: Office): ServiceItem => ({
  ...offeredBy(office, '592021004000'),
  name: '老年人优待证申领',
  typeCode: '20',
  typeName: '公共服务',
  flow: {
    title: '老年人优待证申领',
    caseType: 'instant',
    isLicence: false,
    statutory: { limit: workingDays(3), law: '本市公共服务事项清单' },
    promised: null,
    special: null,
    firstReview: false,
    correction: calendarDays(30),
    verdicts: { grant: '发证', deny: '不予发证' },
  },
  targets: [1],
  basis: [{ law: '老年人权益保障法', article: '第五十三条', checked: true }],
  conditions: ['年满 60 周岁。', '有本市户籍，或者持本市居住证。'],
  themes: { person: '证件办理', legal: null },
  visits: 0,
  visitReason: null,
  ways: [1, 2],
  online: true,
  fullyOnline: true,
  fee: { charged: false, basis: null, standard: null, onlinePay: false },
  result: { name: '老年人优待证', kind: '证照', sample: resultSample('老年人优待证'), validYears: null },
  remedies: remediesAt(office),
  faq: [
    {
      question: '不会用手机怎么办？',
      answer: '带上身份证到便民服务中心，当场就能办好；也可以请家人或者村（社区）代办员代办。',
    },
    { question: '没有优待证，用身份证可以享受优待吗？', answer: '很多地方凭身份证也可以，以各单位的公告为准。' },
    { question: '要钱吗？', answer: '不收费，邮寄也不收费。' },
    { question: '卡丢了怎么办？', answer: '电子证一直可以用；实体卡可以随时免费补办。' },
  ],
  steps: [
    { name: '受理', days: 0 },
    { name: '办结', days: 0 },
  ],
  situation: {
    questions: [
      {
        key: 'for',
        title: '给谁办？',
        options: [
          { value: 'self', title: '给自己办' },
          { value: 'other', title: '替老人办' },
        ],
      },
      {
        key: 'photo',
        title: '证上用哪张照片？',
        options: [
          { value: 'identity', title: '用身份证上的照片' },
          { value: 'new', title: '换一张新照片' },
        ],
      },
      {
        key: 'register',
        title: '老人的户口在本市吗？',
        options: [
          { value: 'yes', title: '在' },
          { value: 'no', title: '不在，有本市居住证' },
        ],
      },
    ],
    materials: [
      {
        key: 'identity',
        name: '居民身份证（老人）',
        required: true,
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '公安机关',
      },
      {
        key: 'residence',
        name: '居住证',
        required: true,
        when: { all: [{ question: 'register', equals: 'no' }] },
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '公安机关',
      },
      {
        key: 'photo',
        name: '近期免冠照片',
        required: true,
        when: { all: [{ question: 'photo', equals: 'new' }] },
        form: 'either',
        original: 'original',
        copies: 1,
        source: 'self',
        note: '正面、露出五官，白色背景更好；手机拍的也可以。',
      },
      {
        key: 'proxy-identity',
        name: '居民身份证（代办人）',
        required: true,
        when: { all: [{ question: 'for', equals: 'other' }] },
        form: 'electronic',
        original: 'original',
        copies: 0,
        source: 'shared',
        sourceNote: '公安机关',
      },
    ],
  },
  form: seniorCardForm,
  township: true,
  otherNames: ['老年人优待证', '老年证', '老年卡', '老人证', '敬老卡'],
});
