import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { CheckField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { TEMPLATES } from '../contract.ts';
import { siteEditText } from '../targets/text.ts';
import { putUpkeepRule, readUpkeep, type UpkeepRow, upkeepCsv } from '../upkeep/contract.ts';
import { UpkeepRule } from '../upkeep/rules.ts';
import { upkeepText as said } from '../upkeep/text.ts';

const isFaulty = ({ daily, missing, news }: UpkeepRow): boolean =>
  daily.state === 'late' || missing.length > 0 || news.warns;

/** Whether the sites keep their rhythm, what a visitor does not find on them, and how much is plain news. */
export function Upkeep() {
  const found = useCall(readUpkeep, {});
  const [onlyFaulty, setOnlyFaulty] = useState(false);
  return (
    <Panel title={said.title} aside={<a href={upkeepCsv.path}>{said.csv}</a>}>
      <div className="stack tight">
        <p className="soft">{said.intro}</p>
        <Answer of={found}>
          {({ sites, parts, rule, maySet }) => (
            <>
              <CheckField label={said.onlyFaulty} value={onlyFaulty} onChange={setOnlyFaulty} />
              <Rows rows={onlyFaulty ? sites.filter(isFaulty) : sites} parts={parts} />
              {maySet && <Rule rule={rule} />}
            </>
          )}
        </Answer>
      </div>
    </Panel>
  );
}

const Rows = ({ rows, parts }: { readonly rows: readonly UpkeepRow[]; readonly parts: number }) =>
  rows.length === 0 ? (
    <Empty>{said.none}</Empty>
  ) : (
    <Table
      caption={said.title}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { title: said.site, cell: ({ key, name }) => <a href={`/site/${key}/`}>{name}</a> },
        {
          title: said.update,
          cell: ({ daily }) => (
            <>
              <strong>{said.states[daily.state]}</strong>
              <br />
              <span className="soft">{`${said.silent(daily.silent)}（${said.every(daily.every)}）`}</span>
            </>
          ),
        },
        { title: said.strip, cell: ({ daily, name }) => <Strip days={daily.days} name={name} />, minor: true },
        {
          title: said.parts,
          cell: ({ missing }) =>
            missing.length === 0 ? (
              said.complete(parts)
            ) : (
              <>
                {said.missing(missing.length, parts)}
                {missing.map(({ key, name, basis, mend }, i) => (
                  <span key={key} title={basis}>
                    {i > 0 && '、'}
                    <Link to={mend}>{name}</Link>
                  </span>
                ))}
              </>
            ),
        },
        {
          title: said.news,
          cell: ({ news }) => (
            <>
              {said.share(news.news, news.total, news.percent)}{' '}
              {news.warns && <span className="tag wrong">{said.warns}</span>}
            </>
          ),
        },
      ]}
    />
  );

/** One bar for each day: full where something came up. */
const Strip = ({ days, name }: { readonly days: UpkeepRow['daily']['days']; readonly name: string }) => (
  <svg
    viewBox={`0 0 ${days.length * 5} 16`}
    width={days.length * 5}
    height="16"
    role="img"
    aria-label={`${name} ${said.strip}`}
  >
    {days.map(({ on, count }, i) => (
      <rect
        key={on}
        className={count > 0 ? 'bar-good' : 'bar-wrong'}
        x={i * 5}
        y={count > 0 ? 2 : 13}
        width={4}
        height={count > 0 ? 14 : 3}
      >
        <title>{said.day(on, count)}</title>
      </rect>
    ))}
  </svg>
);

function Rule({ rule }: { readonly rule: UpkeepRule }) {
  const [daily, setDaily] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(TEMPLATES.map((template) => [template, String(rule.daily[template] ?? '')])),
  );
  const [percent, setPercent] = useState(String(rule.newsShare.percent));
  const [least, setLeast] = useState(String(rule.newsShare.least));
  const save = useSend(putUpkeepRule);
  const written = UpkeepRule.safeParse({
    daily: Object.fromEntries(Object.entries(daily).map(([template, value]) => [template, Number(value)])),
    newsShare: { percent: Number(percent), least: Number(least) },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (written.success && !save.isPending) save.mutate({ body: written.data });
  };
  return (
    <details>
      <summary>{said.rule.title}</summary>
      <form className="stack tight" onSubmit={submit}>
        <p className="soft">{said.rule.intro}</p>
        {TEMPLATES.map((template) => (
          <TextField
            key={template}
            label={said.rule.daily(siteEditText.templates[template] ?? template)}
            value={daily[template] ?? ''}
            onChange={(value) => setDaily({ ...daily, [template]: value })}
          />
        ))}
        <TextField label={said.rule.percent} value={percent} onChange={setPercent} />
        <TextField label={said.rule.least} value={least} onChange={setLeast} />
        {save.error && <Failed error={save.error} />}
        {save.isSuccess && <Notice tone="good">{said.rule.saved}</Notice>}
        <div className="row">
          <Button kind="main" type="submit" busy={save.isPending} disabled={!written.success}>
            {said.rule.save}
          </Button>
        </div>
      </form>
    </details>
  );
}
