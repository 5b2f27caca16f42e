import { addDays, type Day, day, weekday } from '../../kernel/day.ts';
import {
  Card,
  Cards,
  Columns,
  Derivation,
  type DerivationRow,
  Fact,
  Facts,
  Figures,
  Light,
  LinkList,
  Moment,
  Notice,
  OnDay,
  Page,
  Pagination,
  QrFigure,
  SearchForm,
  Section,
  Table,
  Tabs,
  Tag,
  Timeline,
} from '../index.ts';
import { type Sample, shell, site } from './scene.tsx';

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

export const home: Sample = {
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

export const progress: Sample = {
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

export const list: Sample = {
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
