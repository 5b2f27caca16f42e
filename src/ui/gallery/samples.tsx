import type { ReactElement } from 'react';
import { addDays, type Day, day, weekday } from '../../kernel/day.ts';
import { validateForm } from '../../kernel/form/index.ts';
import {
  Actions,
  BarChart,
  Button,
  Card,
  Cards,
  Columns,
  Derivation,
  type DerivationRow,
  ErrorSummary,
  Fact,
  Facts,
  Figures,
  FormAnswers,
  FormStep,
  Hidden,
  Light,
  LineChart,
  LinkButton,
  LinkList,
  Moment,
  Notice,
  OnDay,
  Page,
  Pagelet,
  Pagination,
  QrFigure,
  Rating,
  SearchForm,
  Section,
  type Site,
  Stars,
  Steps,
  Table,
  Tabs,
  Tag,
  Timeline,
} from '../index.ts';
import type { DisplayPreferences } from '../preferences.ts';
import { goodAnswers, sampleForm, sampleFormats } from '../../kernel/form/testing.ts';

export type Sample = {
  readonly path: string;
  readonly page: (words: Words, preferences?: DisplayPreferences) => ReactElement;
};

/** What stands in every text of a sample: ordinary words, or what an attacker would write. */
export type Words = { readonly say: (ordinary: string) => string };

export const ordinary: Words = { say: (text) => text };

export const site: Site = {
  name: '云岭市政务服务网',
  motto: '公开有据 · 办理有期',
  domain: 'www.yunling.gov.cn',
  idCode: '3499000001',
  nav: [
    { href: '/', title: '首页' },
    { href: '/cards', title: '政务公开' },
    { href: '/item', title: '办事服务' },
    { href: '/form', title: '互动交流' },
    { href: '/figures', title: '数据统计' },
  ],
  searchHref: '/search',
  organiser: '云岭市人民政府办公室',
  undertaker: '云岭市数据资源管理局',
  contact: '0550-0000000',
  icp: '皖ICP备00000000号-1',
  police: { href: 'https://beian.mps.gov.cn/', title: '皖公网安备 34990000000000号' },
  sitemapHref: '/sitemap',
  reportErrorHref: '/report-error',
  badgeHref: '/badge',
};

const shell = { site, account: <a href="/sign-in">登录</a> };

function count(from: Day, days: number): readonly DerivationRow[] {
  const rows: DerivationRow[] = [];
  let nth = 0;
  for (let at = addDays(from, 1); nth < days; at = addDays(at, 1)) {
    const isHoliday = at >= '2026-10-01' && at <= '2026-10-07';
    const rests = isHoliday || ((weekday(at) === 0 || weekday(at) === 6) && at !== '2026-10-10');
    const law = isHoliday ? '全国年节及纪念日放假办法 第二条' : rests ? '行政许可法 第八十二条' : undefined;
    rows.push(
      rests
        ? { day: at, why: isHoliday ? '国庆节放假' : '周末', law }
        : { day: at, nth: ++nth, why: at === '2026-10-10' ? '调休上班' : '工作日' },
    );
  }
  return rows;
}

const home: Sample = {
  path: '/',
  page: ({ say }, preferences) => (
    <Page
      {...shell}
      preferences={preferences}
      title={site.name}
      heading={false}
      path="/"
      ownSearch
      lead={
        <>
          <h1>{say('办事服务')}</h1>
          <SearchForm action="/search" label="查找办事事项" placeholder={say('例如：老年人优待证')} />
          <Figures
            figures={[
              { title: say('今年受理'), value: '11,866', unit: '件', href: '/figures' },
              { title: '按期办结率', value: '98.52', unit: '%' },
              { title: '平均承诺时限', value: '13.12', unit: '个工作日' },
              { title: '好评率', value: '99.1', unit: '%' },
            ]}
          />
        </>
      }
    >
      <Columns
        main={
          <>
            <Section title="常办事项" moreHref="/items">
              <Cards>
                <Card title={say('食品经营许可')} href="/item" note="法定 20 个工作日 · 承诺 10 个工作日">
                  <p>{say('开办餐馆、食堂或销售食品，先办这项许可。')}</p>
                </Card>
                <Card title="最低生活保障确认" href="/form" note="乡镇受理 · 可由村代办">
                  <p>家庭人均收入低于当地标准的，可以申请。</p>
                </Card>
                <Card title="老年人优待证" href="/done" note="当场办结">
                  <p>年满 60 周岁即可办理。</p>
                </Card>
                <Card title="政府信息公开申请" href="/progress" note="20 个工作日内答复" />
              </Cards>
            </Section>
            <Section title="通知公告" moreHref="/notices">
              <LinkList
                links={[
                  { href: '/n/1', title: say('关于 2026 年国庆节期间政务服务大厅工作安排的通告'), note: '2026-09-24' },
                  { href: '/n/2', title: '云岭市 2026 年第三季度办件情况通报', note: '2026-10-12' },
                  { href: '/n/3', title: '关于调整城乡居民最低生活保障标准的通知', note: '2026-07-01' },
                ]}
              />
            </Section>
          </>
        }
        side={
          <>
            <Section title="查办件进度">
              <SearchForm id="case" action="/progress" label="办件编号" name="number" />
            </Section>
            <Section title="办事大厅">
              <Facts>
                <Fact label="今天">
                  <OnDay day={day('2026-10-10')} />
                </Fact>
                <Fact label="开放时间">9:00–17:00，中午不休息</Fact>
                <Fact label="地址">{say('云岭市迎宾大道 1 号')}</Fact>
              </Facts>
            </Section>
          </>
        }
      />
    </Page>
  ),
};

const progress: Sample = {
  path: '/progress',
  page: ({ say }, preferences) => (
    <Page
      {...shell}
      preferences={preferences}
      title={say('食品经营许可办理进度')}
      path="/progress"
      unlisted
      breadcrumb={[{ href: '/item', title: '办事服务' }]}
    >
      <Notice kind="success" title="申请已受理" announced>
        <p>{say('受理通知书已生成，可以下载保存。')}</p>
      </Notice>
      <Columns
        main={
          <>
            <Facts>
              <Fact label="办件编号">340000-2026-000127</Fact>
              <Fact label="申请人">{say('云岭市好味道餐饮有限公司')}</Fact>
              <Fact label="当前状态">
                <Light level="yellow">{say('还剩 3 个工作日')}</Light>
              </Fact>
              <Fact label="最迟答复日">
                <OnDay day={day('2026-10-30')} />
              </Fact>
            </Facts>
            <Derivation
              sentence={say(
                '自 2026 年 9 月 28 日受理的次日起算 20 个工作日，国庆节 7 天和周末不计，10 月 10 日调休上班计入，最迟应在 10 月 30 日作出决定。',
              )}
              rows={count(day('2026-09-28'), 20)}
              provisional="2027 年放假安排尚未公布，跨年的日期以公布后为准。"
            />
            <Section title="办理过程">
              <Timeline
                label="办理过程"
                entries={[
                  { key: '1', title: '提交申请', at: new Date('2026-09-27T02:11:00Z'), by: say('网上提交') },
                  {
                    key: '2',
                    title: '受理',
                    at: new Date('2026-09-28T01:05:00Z'),
                    by: '市场监督管理局窗口',
                    detail: <p className="note">{say('材料齐全，符合法定形式。')}</p>,
                  },
                  {
                    key: '3',
                    title: '现场核查',
                    state: 'current',
                    by: '食品经营科',
                    detail: <Light level="paused">核查期间暂停计时</Light>,
                  },
                  { key: '4', title: '作出决定', on: day('2026-10-30'), state: 'future' },
                  { key: '5', title: '送达', state: 'future' },
                ]}
              />
            </Section>
          </>
        }
        side={
          <>
            <QrFigure
              content="https://www.yunling.gov.cn/verify/AB12CD34"
              caption={say('扫码核验回执')}
              href="/verify"
            />
            <p>
              <Light level="green" /> <Light level="yellow" /> <Light level="red" /> <Light level="paused" />{' '}
              <Light level="done" />
            </p>
            <p>
              <Moment at={new Date('2026-10-10T01:00:00Z')} /> <Tag>承诺件</Tag>
            </p>
          </>
        }
      />
    </Page>
  ),
};

type Row = {
  readonly number: string;
  readonly title: string;
  readonly on: Day;
  readonly days: number;
  readonly level: 'green' | 'yellow' | 'red';
};

const list: Sample = {
  path: '/cards',
  page: ({ say }, preferences) => {
    const rows: readonly Row[] = [
      { number: '0127', title: say('食品经营许可'), on: day('2026-10-30'), days: 12, level: 'green' },
      { number: '0128', title: '最低生活保障确认', on: day('2026-10-13'), days: 1, level: 'yellow' },
      { number: '0131', title: '取水许可', on: day('2026-10-09'), days: -1, level: 'red' },
    ];
    return (
      <Page
        {...shell}
        preferences={preferences}
        title={say('办件公示')}
        path="/cards"
        breadcrumb={[{ href: '/open', title: '政务公开' }]}
        column={{ name: say('办件公示'), description: '公示办件', keywords: '办件,公示', type: '公示' }}
        article={{ title: say('办件公示'), publishedAt: new Date('2026-10-10T01:00:00Z'), source: '市政务服务中心' }}
      >
        <Tabs
          label="按状态查看"
          tabs={[
            { title: '全部', href: '/cards', current: true },
            { title: say('办理中'), href: '/cards?state=open' },
            { title: '已办结', href: '/cards?state=done' },
          ]}
        />
        <Table<Row>
          caption={say('近期办件')}
          rows={rows}
          rowKey={(row) => row.number}
          columns={[
            { key: 'number', title: '编号', cell: (row) => row.number },
            { key: 'title', title: '事项', header: true, cell: (row) => <a href={`/c/${row.number}`}>{row.title}</a> },
            {
              key: 'on',
              title: '最迟办结',
              sortHref: '?sort=on',
              sorted: 'ascending',
              cell: (row) => <OnDay day={row.on} short />,
            },
            { key: 'days', title: '剩余工作日', numeric: true, sortHref: '?sort=days', cell: (row) => row.days },
            { key: 'light', title: '状态', cell: (row) => <Light level={row.level} /> },
          ]}
        />
        <Pagination previousHref="?before=1" nextHref="?after=3" note={say('本页 3 条')} />
        <Section title="没有内容时">
          <Table<Row>
            caption="空表"
            rows={[]}
            rowKey={(row) => row.number}
            columns={[]}
            empty={say('今天没有到期的办件。')}
          />
          <LinkList links={[]} />
        </Section>
        <Section title="提示">
          <Notice title={say('系统维护')}>
            <p>10 月 18 日 22:00 至次日 2:00 暂停网上申报，窗口照常。</p>
          </Notice>
          <Notice kind="warning" title={say('材料将在 3 天后过期')} />
          <Notice kind="error" title="没有保存成功">
            <p>{say('有人同时修改了这份材料，请刷新后重试。')}</p>
          </Notice>
        </Section>
      </Page>
    );
  },
};

const form = (step: string, path: string, isWrong: boolean): Sample => ({
  path,
  page: ({ say }, preferences) => {
    const data = isWrong
      ? {
          applicant: { name: say('王'), idNumber: say('123'), phone: '1' },
          housing: 'rent',
          rentFen: say('很多'),
          married: true,
          members: [{}, { name: say('李四'), relation: 'other', age: say('八十') }],
        }
      : { ...goodAnswers, story: say('情况说明') };
    const errors = isWrong ? validateForm(sampleForm, data, { formats: sampleFormats, step }) : [];
    return (
      <Page {...shell} preferences={preferences} title={say('最低生活保障申请')} path={path} unlisted wrong={isWrong}>
        <Steps
          current={sampleForm.steps.findIndex(({ key }) => key === step)}
          steps={[
            { title: '申请人', href: '/form' },
            { title: '家庭成员' },
            { title: '其他情况与声明' },
            { title: '核对并提交' },
          ]}
        />
        <ErrorSummary errors={errors} />
        <FormStep
          form={sampleForm}
          step={step}
          data={data}
          errors={errors}
          action={path}
          hidden={{ token: say('a1b2') }}
          files={step === 'rest' ? { photo: { name: say('户口簿.jpg'), size: '1.2 MB', href: '/f/1' } } : undefined}
          backHref="/form"
          maySave
        />
      </Page>
    );
  },
});

const answers: Sample = {
  path: '/answers',
  page: ({ say }, preferences) => (
    <Page {...shell} preferences={preferences} title={say('核对并提交')} path="/answers" unlisted>
      <FormAnswers
        form={sampleForm}
        data={{ ...goodAnswers, story: say('第一行\n第二行') }}
        changeHref={(step) => `/form?step=${step}`}
        present={(path) => (path === 'applicant.idNumber' ? '1****************4' : undefined)}
      />
      <form method="post" action="/answers">
        <Hidden values={{ token: say('a1b2') }} />
        <Actions>
          <Button>提交申请</Button>
          <Button kind="danger" name="do" value="withdraw">
            撤回
          </Button>
          <LinkButton kind="secondary" href="/form">
            返回修改
          </LinkButton>
        </Actions>
      </form>
    </Page>
  ),
};

const done: Sample = {
  path: '/done',
  page: ({ say }, preferences) => (
    <Page {...shell} preferences={preferences} title="评价与文书" path="/done">
      <form className="form" method="post" action="/done">
        <Rating
          name="rating"
          legend={say('您对这次办理满意吗？')}
          levels={['非常满意', '满意', '基本满意', '不满意', '非常不满意'].map((title, index) => ({
            value: String(5 - index),
            title: say(title),
          }))}
          error={say('请选择一项。')}
        />
        <Button>提交评价</Button>
      </form>
      <p>
        <Stars value={4} />
      </p>
      <Pagelet
        issuer={say('云岭市市场监督管理局')}
        title="受理通知书"
        number="云市监受〔2026〕127 号"
        signedBy={say('云岭市市场监督管理局')}
        signedOn={day('2026-09-28')}
        foot={<QrFigure content="https://www.yunling.gov.cn/verify/AB12CD34" caption={say('扫码核验')} />}
      >
        <p>{say('云岭市好味道餐饮有限公司：')}</p>
        <p>你单位提交的食品经营许可申请，材料齐全，符合法定形式，本机关决定予以受理。</p>
      </Pagelet>
    </Page>
  ),
};

const figures: Sample = {
  path: '/figures',
  page: ({ say }, preferences) => (
    <Page {...shell} preferences={preferences} title="数据统计" path="/figures">
      <BarChart
        title={say('各单位办结件数')}
        unit="件"
        points={[
          { label: say('市场监督管理局'), value: 4210 },
          { label: '民政局', value: 2875 },
          { label: '住房和城乡建设局', value: 1312 },
          { label: '水利局', value: 96 },
          { label: '档案局', value: 0 },
        ]}
      />
      <LineChart
        title={say('每月按期办结率')}
        unit="%"
        digits={2}
        floor={95}
        points={[97.1, 97.9, 98.2, 98.0, 98.4, 98.9, 98.1, 98.6, 98.8, 98.7, 98.52].map((value, index) => ({
          label: `${index + 1}月`,
          value,
        }))}
      />
      <LineChart title="没有数据" points={[]} />
    </Page>
  ),
};

export const samples: readonly Sample[] = [
  home,
  progress,
  list,
  form('applicant', '/form', false),
  form('applicant', '/form-wrong', true),
  form('household', '/rows-wrong', true),
  form('rest', '/rest', false),
  answers,
  done,
  figures,
];
