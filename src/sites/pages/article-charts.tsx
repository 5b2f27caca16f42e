import { PeriodChart, Section } from '../../ui/index.ts';
import { text } from '../text.ts';

const words = text.article.charts;

export type ArticleChart = {
  readonly kind: 'compared' | 'trend';
  readonly indicator: string;
  readonly unit: string;
  readonly points: readonly { readonly label: string; readonly name: string; readonly value: string | null }[];
};

/** As many are drawn at once; the others are folded away. */
const SHOWN = 6;

/** What the tables of a text show, drawn; what is read aloud says every value. */
export const ArticleCharts = ({ charts }: { readonly charts: readonly ArticleChart[] }) =>
  (['compared', 'trend'] as const).map((kind) => {
    const own = charts.filter((chart) => chart.kind === kind);
    if (own.length === 0) return null;
    const rest = own.slice(SHOWN);
    return (
      <Section key={kind} title={words[kind]}>
        <Drawings charts={own.slice(0, SHOWN)} />
        {rest.length > 0 && (
          <details>
            <summary>{words.more(rest.length)}</summary>
            <Drawings charts={rest} />
          </details>
        )}
      </Section>
    );
  });

const Drawings = ({ charts }: { readonly charts: readonly ArticleChart[] }) =>
  charts.map(({ kind, indicator, unit, points }) => {
    const name = words.name[kind](indicator, unit);
    const said = points.map((point) =>
      words.point(kind === 'compared' ? words.labelled(point.label, point.name) : point.name, point.value),
    );
    return (
      <figure className="chart" key={`${indicator} ${unit}`}>
        <figcaption>{name}</figcaption>
        <PeriodChart
          name={name}
          describe={`${said.join('；')}。`}
          points={points.map(({ label, name: period, value }) => ({
            name: period,
            label,
            under: kind === 'compared' ? period : undefined,
            value,
          }))}
        />
      </figure>
    );
  });
