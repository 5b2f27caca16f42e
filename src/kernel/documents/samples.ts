import { day } from '../day.ts';
import { publicitySamples } from './samples-publicity.ts';
import type { Check, Documents } from './shapes.ts';
import { parseVerificationCode } from './verification-code.ts';

function check(purpose: string): Check {
  const code = parseVerificationCode('7Q2M-9XKD-04TA-V8R9');
  if (code === null) throw new Error('the sample code does not check');
  return { code, url: `https://zwfw.mingtang.example/verify/${code}`, purpose, site: 'zwfw.mingtang.example/verify' };
}

/** One realistic document of each kind, from the fictional city; tests and benchmarks print them. */
export const sampleDocuments: Documents = {
  certificate: {
    title: '食品经营许可证',
    number: 'JY29901020000013',
    agency: '明堂市市场监督管理局',
    issuedOn: day('2026-11-02'),
    check: check('扫码可查验本证真伪和现时状态'),
    facts: [
      { label: '经营者名称', value: '明堂市河东区老㐂食品店（个体工商户）' },
      { label: '统一社会信用代码', value: '92990102MA00000X1R' },
      { label: '法定代表人（负责人）', value: '欧阳䶮' },
      { label: '经营场所', value: '明堂市河东区文昌街道学府路 18 号 1 幢 102 室' },
      { label: '主体业态', value: '食品销售经营者' },
      { label: '经营项目', value: '散装食品（含散装熟食）销售；特殊食品（保健食品、婴幼儿配方乳粉）销售' },
    ],
    validFrom: day('2026-11-02'),
    validUntil: day('2031-11-01'),
    note: '请将许可证悬挂或者摆放在经营场所的显著位置。有效期届满前需要延续的，请在届满前九十个工作日至十五个工作日之间提出申请。',
  },
  notice: {
    title: '不予行政许可决定书',
    number: '明市监许不字〔2026〕第 17 号',
    agency: '明堂市市场监督管理局',
    issuedOn: day('2026-11-02'),
    check: check('扫码可查验本文书真伪'),
    addressee: '明堂市河东区老㐂食品店',
    body: [
      '你（单位）于 2026 年 10 月 12 日向本机关提出食品经营许可（新办）申请，本机关于 2026 年 10 月 13 日受理。经审查和现场核查，你（单位）的申请不符合法定条件，具体情形如下：',
    ],
    itemsHeading: ['不符合的条件', '核查所见'],
    items: [
      {
        title: '具有与经营的食品品种、数量相适应的场所',
        detail: '散装熟食销售区与生鲜水产销售区相邻不足 1 米，没有物理隔断。',
      },
      {
        title: '具有合理的设备布局和工艺流程，防止待加工食品与直接入口食品交叉污染',
        detail: '直接入口食品与非直接入口食品共用一台冷藏柜。',
      },
    ],
    remedies: [
      '根据《中华人民共和国行政许可法》第三十八条第二款，本机关决定不予行政许可。',
      '如对本决定不服，可以自收到本决定书之日起六十日内向明堂市人民政府申请行政复议，也可以自收到本决定书之日起六个月内依法向有管辖权的人民法院提起行政诉讼。',
    ],
    contact: '联系人：政务服务大厅 12 号窗口；电话：0999-1234567。',
  },
  receipt: {
    title: '受理通知书',
    number: '990102-2026-000123',
    agency: '明堂市市场监督管理局',
    issuedOn: day('2026-10-13'),
    check: check('扫码可随时查看办理进度'),
    facts: [
      { label: '申请人', value: '明堂市河东区老㐂食品店' },
      { label: '办理事项', value: '食品经营许可（新办）' },
      { label: '申请方式', value: '网上申请，2026 年 10 月 12 日 16:20 提交' },
    ],
    materials: [
      { title: '食品经营许可申请书', form: '电子', copies: 1 },
      { title: '营业执照', form: '数据共享', copies: 1, note: '由系统核验，不用提交' },
      { title: '与食品经营相适应的主要设备设施布局、操作流程等文件', form: '电子', copies: 1 },
      { title: '食品安全管理人员考核合格证明', form: '纸质', copies: 2, note: '容缺：请于 10 月 20 日前补交' },
    ],
    due: {
      on: day('2026-10-27'),
      what: '作出是否准予许可的决定',
      reasons: [
        {
          limit: '承诺 10 个工作日',
          why: '本机关公开承诺。受理当日不算，周六、周日和法定节假日不算，现场核查所需时间不算。',
          fromOn: day('2026-10-14'),
          dueOn: day('2026-10-27'),
        },
        {
          limit: '法定 20 个工作日',
          why: '《中华人民共和国行政许可法》第四十二条、第四十五条、第八十二条。',
          fromOn: day('2026-10-14'),
          dueOn: day('2026-11-10'),
        },
      ],
    },
    notes: [
      '办理期间不用到窗口等候，每一步都会用短信告诉您。',
      '到期没有答复的，您可以在进度页面上直接投诉，也可以拨打 12345。',
    ],
  },
  proof: {
    title: '办件存证单',
    number: 'SP-990102-2026-000123',
    agency: '明堂市人民政府',
    issuedOn: day('2026-10-13'),
    check: {
      url: 'https://zwfw.mingtang.example/verify/receipt',
      purpose: '扫码到网站核验本单所附的凭证',
      site: 'zwfw.mingtang.example/verify/receipt',
    },
    facts: [
      { label: '办件编号', value: 'SP-990102-2026-000123' },
      { label: '检查点', value: '共 1024 条，根哈希 q1YwHh0N5kq2mJm0p3f8Yy7c7bQe4l0cQ2oL8xkq3u4=' },
    ],
    intro: '下列记录已经写入城市的公开账本。',
    acts: {
      heading: '已经写入账本的记录',
      columns: ['序号', '时间', '步骤', '账本序号', '记录的哈希'],
      rows: [
        [
          '1',
          '2026-10-12 16:20',
          '提交申请',
          '1001',
          '9f86d081884c7d659a2feaa0c55ad015 a3bf4f1b2b0b822cd15d6c15b0f00a08',
        ],
      ],
    },
    dates: {
      heading: '截止日期',
      columns: ['期限', '依据', '从何日起算', '到何日为止'],
      rows: [['受理期限', '行政许可法 第三十二条', '2026年10月12日', '2026年10月19日']],
    },
    notes: ['公钥请与城市在别处公布的比对。'],
    attachment: { name: 'receipt.json', description: '办件凭证', content: '{"format":"mingtang-receipt/1"}' },
  },
  official: {
    title: '明堂市人民政府办公室关于印发2026年政务公开工作要点的通知',
    number: '明政办发〔2026〕12号',
    agency: '明堂市人民政府办公室',
    withWord: true,
    issuedOn: day('2026-03-02'),
    addressee: '各县、区人民政府，市政府各部门、各直属机构',
    body: [
      {
        kind: 'paragraph',
        side: 'left',
        text: '《2026年政务公开工作要点》已经市政府同意，现印发给你们，请认真贯彻执行。',
      },
      { kind: 'heading', level: 2, text: '一、主动公开' },
      { kind: 'heading', level: 3, text: '（一）重点领域' },
      { kind: 'paragraph', side: 'left', text: '各单位按下表公开，逐项明确责任。' },
      {
        kind: 'table',
        caption: '公开事项表',
        width: 2,
        head: [
          [
            { heads: 'col', columns: 1, rows: 1, text: '事项' },
            { heads: 'col', columns: 1, rows: 1, text: '时限' },
          ],
        ],
        rows: [
          [
            { heads: null, columns: 1, rows: 1, text: '财政预算' },
            { heads: null, columns: 1, rows: 1, text: '批复后20日' },
          ],
        ],
      },
    ],
    attachments: ['重点任务分工表', '指标解释'],
    signature: '明堂市人民政府办公室',
    note: '此件公开发布',
    attribute: '主动公开',
    copies: '市委各部门，市人大常委会办公室',
    printedBy: '明堂市人民政府办公室',
    printedOn: day('2026-03-03'),
  },
  report: {
    title: '明堂市财政局2025年政府信息公开工作年度报告',
    subtitle: '按照规定的格式编制',
    number: 'NB-990100-2026-000001',
    agency: '明堂市财政局',
    issuedOn: day('2026-01-30'),
    sections: [
      {
        heading: '四、政府信息公开行政复议、行政诉讼情况',
        paragraphs: ['本年度没有行政诉讼。'],
        tables: [
          {
            caption: '行政复议',
            columns: 3,
            head: [
              [
                { text: '行政复议', colspan: 2, rowspan: 1, scope: 'col' },
                { text: '总计', colspan: 1, rowspan: 2, scope: 'col' },
              ],
              [
                { text: '结果维持', colspan: 1, rowspan: 1, scope: 'col' },
                { text: '结果纠正', colspan: 1, rowspan: 1, scope: 'col' },
              ],
            ],
            body: [['1', '0', '1'].map((text) => ({ text, colspan: 1, rowspan: 1, scope: '' }))],
          },
        ],
      },
    ],
  },
  ...publicitySamples,
};
