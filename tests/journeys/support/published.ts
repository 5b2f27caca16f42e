import { type Actor, type Kernel, matterById } from '../../../src/kernel/index.ts';
import { arrangeIssue, beginIssue, bringOut } from '../../../src/sites/gazette/operations.ts';
import { type Said, say } from '../../../src/sites/testing.ts';

const CITY = '590900-ZF';
const CIVIL = '590900-MZ';
const number = (serial: number): string => `11590900MT0000014J/2026-${String(serial).padStart(5, '0')}`;

const POLICY = `<p>各区、县人民政府，市政府各部门、各直属机构：</p><p>为进一步规范高龄津贴发放，经市政府同意，现将有关事项通知如下。</p>
<h2>一、发放对象</h2><p>具有本市户籍、年满八十周岁的老年人。</p><h2>二、发放标准</h2>
<table><caption>高龄津贴标准</caption><thead><tr><th scope="col">年龄</th><th scope="col">每月（元）</th></tr></thead><tbody><tr><td>80—89周岁</td><td>60</td></tr><tr><td>90—99周岁</td><td>120</td></tr><tr><td>100周岁以上</td><td>500</td></tr></tbody></table>
<h2>三、办理程序</h2><ol><li>本人或者代办人向村（居）民委员会提出。</li><li>乡镇人民政府、街道办事处五个工作日内审核。</li><li>县级民政部门按月发放。</li></ol>
<p>政策咨询见<a href="https://example.com/help?a=1&amp;b=2">第三方说明</a>。</p><p>明堂市人民政府<br>2026年10月9日</p>`;

/** What one kind of page after the other needs to show itself. */
const samples: readonly Said[] = [
  {
    index: number(1),
    agency: CITY,
    title: '明堂市人民政府关于印发高龄津贴发放办法的通知',
    genre: 'policy-document',
    axis: 'decision',
    documentNumber: '明政发〔2026〕12号',
    body: POLICY,
    attachments: [
      {
        fileId: '0190a0a0-0000-7000-8000-000000000001',
        name: '高龄津贴申请表.docx',
        bytes: 23_552,
        html: '<table><tr><th scope="row">姓名</th><td>（填写）</td></tr><tr><th scope="row">出生年月</th><td>（填写）</td></tr></table>',
      },
    ],
  },
  {
    index: number(2),
    agency: CITY,
    title: '一图读懂高龄津贴发放办法',
    genre: 'interpretation',
    body: '<h2>为什么修订</h2><p>原办法施行五年，标准偏低、手续偏多。</p><h2>有什么变化</h2><p>标准提高，材料由五项减为一项。</p>',
    links: [{ relation: 'interprets', back: 'interpreted-by', to: number(1) }],
  },
  {
    index: number(3),
    agency: CITY,
    title: '明堂市老年人优待办法（2019年）',
    genre: 'policy-document',
    validity: 'abolished',
    note: '由《明堂市人民政府关于印发高龄津贴发放办法的通知》废止',
    publishedAt: new Date('2019-05-06T09:00:00+08:00'),
  },
  { index: number(4), agency: CITY, title: '市政府常务会议研究养老服务工作', genre: 'news' },
  { index: number(5), agency: CITY, title: '明堂市2026年前三季度财政收支情况', genre: 'business-data', axis: 'result' },
  { index: number(6), agency: CITY, title: '关于国庆假期政务服务大厅安排的通告', genre: 'notice' },
  { index: number(7), agency: CIVIL, title: '市民政局召开养老机构安全工作会议', genre: 'news' },
  {
    index: number(8),
    agency: CIVIL,
    title: '关于公布养老机构等级评定结果的公告',
    genre: 'announcement',
    axis: 'result',
  },
  { index: number(9), agency: '590921-ZF', title: '溪平县启动农村危房改造', genre: 'news' },
  { index: number(11), agency: CITY, title: '全市改革任务进展情况', genre: 'business-data', axis: 'execution' },
];

export const samplePages = {
  home: '/site/portal/',
  department: '/site/590900-mz/',
  column: '/site/portal/zcwj/',
  policy: '/content/2026/11590900MT0000014J-2026-00001.html',
  interpretation: '/content/2026/11590900MT0000014J-2026-00002.html',
  abolished: '/content/2019/11590900MT0000014J-2026-00003.html',
  withdrawn: '/content/2026/11590900MT0000014J-2026-00010.html',
  opinions: '/execution-opinions/11590900MT0000014J-2026-00011',
  evaluation: '/evaluations/11590900MT0000014J-2026-00011',
  leaving: `/leaving?to=${encodeURIComponent('https://example.com/help?a=1&b=2')}`,
} as const;

/** Publishes the samples and waits until all of them are pages; one of them is withdrawn again. */
export async function publishSamples(kernel: Kernel): Promise<void> {
  await say(kernel, samples);
  const mistaken = { index: number(10), agency: CITY, title: '误发的名单' };
  await say(kernel, [mistaken]);
  await say(kernel, [{ ...mistaken, withdrawn: true, note: '名单含有个人信息，已经撤回' }]);
  const many = Array.from({ length: 45 }, (_, i) => ({
    index: number(100 + i),
    agency: CITY,
    title: `明堂市人民政府办公室关于做好有关工作的通知（第${i + 1}号）`,
    genre: 'policy-document',
    documentNumber: `明政办发〔2025〕${i + 1}号`,
    publishedAt: new Date(Date.UTC(2025, 0, 2 + i * 5, 1)),
  }));
  await say(kernel, many);
  for (;;) {
    const { rows } = await kernel.pool.query<{ n: number }>(
      `select count(*)::int as n from sites.page where kind in ('article', 'withdrawn')`,
    );
    if ((rows[0]?.n ?? 0) >= samples.length + 1 + many.length) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Brings out an issue of the gazette with two of the samples. */
export async function issueSample(
  kernel: Kernel,
  { agencyId, actor, at }: { readonly agencyId: number; readonly actor: Actor; readonly at: Date },
): Promise<number> {
  const id = await beginIssue(kernel, { agencyId, name: '明堂市人民政府公报', actor, at });
  const items = [
    { part: '市政府文件', index: number(1) },
    { part: '部门文件', index: number(8) },
  ];
  const doing = async () => ({ id, actor, at, seenSeq: (await matterById(kernel, id)).seq });
  await arrangeIssue(kernel, { ...(await doing()), items, note: '' });
  await bringOut(kernel, await doing());
  return id;
}
