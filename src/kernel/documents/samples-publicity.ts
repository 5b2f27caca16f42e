import { day } from '../day.ts';
import { qrSvg } from '../qr.ts';
import type { Documents, PublicityArticle } from './shapes.ts';

const url = 'https://www.mingtang.example/content/2026/11590900MT0000014J-2026-00001.html';

const article: PublicityArticle = {
  title: '明堂市人民政府关于印发高龄津贴发放办法的通知',
  agency: '明堂市人民政府',
  on: '2026-10-09',
  url,
  qr: qrSvg(url),
  parts: [
    { kind: 'paragraph', text: '为进一步规范高龄津贴发放，经市政府同意，现将有关事项通知如下。' },
    { kind: 'heading', text: '一、发放对象' },
    { kind: 'paragraph', text: '具有本市户籍、年满八十周岁的老年人。' },
    { kind: 'heading', text: '二、发放标准' },
    {
      kind: 'table',
      caption: '高龄津贴标准',
      head: ['年龄', '每月（元）'],
      rows: [
        ['80—89周岁', '60'],
        ['90—99周岁', '120'],
        ['100周岁以上', '500'],
      ],
    },
    { kind: 'heading', text: '三、办理程序' },
    { kind: 'paragraph', text: '1. 本人或者代办人向村（居）民委员会提出。' },
    { kind: 'paragraph', text: '2. 乡镇人民政府、街道办事处五个工作日内审核。' },
  ],
};

const issued = {
  title: '高龄津贴怎么领',
  number: 'GL-590902-2026-000001',
  agency: '明德区泽宫街道办事处',
  issuedOn: day('2026-11-23'),
};
const notes = ['对公开内容有疑问，请向泽宫街道办事处反映。', '政务服务便民热线 12345'];

/** What hangs on walls and is handed out, one of each. */
export const publicitySamples: Pick<Documents, 'sheet' | 'slides' | 'card' | 'booklet'> = {
  sheet: {
    ...issued,
    subtitle: '泽宫街道政务公开栏　政务信息',
    paper: 'a3',
    footer: '张贴期限 30 天　请勿覆盖、涂改',
    articles: [article],
    notes,
  },
  slides: {
    ...issued,
    articles: [
      {
        ...article,
        slides: [
          { heading: '一、发放对象', lines: ['具有本市户籍、年满八十周岁的老年人。'], table: null },
          {
            heading: '高龄津贴标准',
            lines: [],
            table: { head: ['年龄', '每月（元）'], rows: [['80—89周岁', '60']] },
          },
        ],
      },
    ],
  },
  card: { ...issued, subtitle: '明白卡', articles: [article], notes },
  booklet: {
    ...issued,
    subtitle: '共收录 2 篇',
    articles: [article, { ...article, title: '一图读懂高龄津贴' }],
    notes,
  },
};
