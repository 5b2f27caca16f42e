import { useState } from 'react';
import { type FigureView, listFigures } from '../../workbench-api/contract.ts';
import { urlOf } from '../call.ts';
import { Answer } from '../kit/answer.tsx';
import { Button } from '../kit/button.tsx';
import { choicesOf } from '../kit/choices.ts';
import { SelectField, TextField } from '../kit/field.tsx';
import { Empty } from '../kit/notice.tsx';
import { go, Link } from '../router.tsx';
import type { PageProps } from '../screen.ts';
import { useCall } from '../use-call.ts';
import './figures.css';
import { Freeze } from './freeze.tsx';
import { type Period, periodIn } from './period.ts';
import { figureText } from './text.ts';

/** Every figure of a period, each with what it is made of. */
export function Page({ query }: PageProps) {
  const period = periodIn(query, new Date());
  const figures = useCall(listFigures, { query: period }, { keep: true });
  return (
    <div className="stack">
      <header>
        <h1>{figureText.title}</h1>
      </header>
      <p className="soft">{figureText.intro}</p>
      <PeriodForm
        key={`${period.from}-${period.to}-${period.agency}`}
        period={period}
        agencies={figures.data?.agencies ?? []}
      />
      <Answer of={figures}>
        {({ figures: list }) =>
          list.length === 0 ? (
            <Empty>{figureText.empty}</Empty>
          ) : (
            <ul className="figures">
              {list.map((figure) => (
                <li key={figure.id} className="panel">
                  <Figure figure={figure} period={period} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </div>
  );
}

type Agency = { readonly id: number; readonly name: string };

function PeriodForm({ period, agencies }: { readonly period: Period; readonly agencies: readonly Agency[] }) {
  const [agency, setAgency] = useState(String(period.agency ?? ''));
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  return (
    <form
      className="row no-print"
      onSubmit={(event) => {
        event.preventDefault();
        go(urlOf({ path: '/figures' }, { query: { from, to, agency } }));
      }}
    >
      <TextField label={figureText.from} type="date" value={from} onChange={setFrom} />
      <TextField label={figureText.to} type="date" value={to} onChange={setTo} />
      {agencies.length > 1 && (
        <SelectField
          label={figureText.agency}
          value={agency}
          onChange={setAgency}
          choices={choicesOf(agencies)}
          blank={figureText.everywhere}
          filter
        />
      )}
      <span className="at-foot">
        <Button type="submit" kind="main">
          {figureText.show}
        </Button>
      </span>
    </form>
  );
}

const Figure = ({ figure, period }: { readonly figure: FigureView; readonly period: Period }) => (
  <article className="stack tight">
    <h2>{figure.title}</h2>
    <p className="value">
      {figure.value === null ? (
        <span className="soft">{figureText.nothing}</span>
      ) : (
        <>
          <b>{figure.value}</b> {figure.unit}
        </>
      )}
    </p>
    <p className="soft">{figure.formula}</p>
    <dl className="facts">
      <Side figure={figure} side="numerator" period={period} />
      {figure.denominator && <Side figure={figure} side="denominator" period={period} />}
    </dl>
    {figure.note && <p className="soft">{figure.note}</p>}
    <Freeze id={figure.id} period={period} />
  </article>
);

function Side({
  figure,
  side,
  period,
}: {
  readonly figure: FigureView;
  readonly side: 'numerator' | 'denominator';
  readonly period: Period;
}) {
  const part = figure[side];
  if (!part) return null;
  const drillable = side === 'numerator' || figure.denominator?.drillable === true;
  return (
    <>
      <dt>{part.label}</dt>
      <dd className="number">
        {drillable ? (
          <Link
            to={urlOf({ path: '/figures/:id/:side' }, { params: { id: figure.id, side }, query: period })}
            aria-label={`${figureText.rows(figure.title, part.label)} ${part.value}`}
          >
            {part.value}
          </Link>
        ) : (
          part.value
        )}
      </dd>
    </>
  );
}
