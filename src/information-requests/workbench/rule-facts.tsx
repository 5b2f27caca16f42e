import { Facts } from '../../workbench/kit/panel.tsx';
import { bandsIn } from '../pages/fee-words.ts';
import { type FeeTable, sumOf } from '../rules/fees.ts';
import type { RuleValue } from '../rules-changed/contract.ts';
import { ruleText as said } from '../rules-changed/text.ts';
import type { Settings } from '../settings-shape.ts';

export const isFeeTable = (value: RuleValue): value is FeeTable => 'items' in value;

const names: Readonly<Record<string, string>> = said.settings;
const confirmations: Readonly<Record<string, string>> = said.confirmations;

/** A setting as it is read: 机关确认即算双方确认 for `agency`. */
export const shownSetting = (key: string, value: string | number): string =>
  key === 'confirmation' ? (confirmations[String(value)] ?? String(value)) : String(value);

/** What a rule says, setting by setting or band by band. */
export const RuleFacts = ({ value }: { readonly value: RuleValue }) =>
  isFeeTable(value) ? <FeeFacts table={value} /> : <SettingFacts settings={value} />;

const SettingFacts = ({ settings }: { readonly settings: Settings }) => (
  <Facts facts={Object.entries(settings).map(([key, value]) => [names[key] ?? key, shownSetting(key, value)])} />
);

/** So many pieces, for which the whole is shown: both ends of the usual bands, and far beyond. */
const EXAMPLES = { items: [10, 11, 30, 31, 50, 100], pages: [30, 31, 100, 200, 300] } as const;

const FeeFacts = ({ table }: { readonly table: FeeTable }) => (
  <div className="stack tight">
    {(['items', 'pages'] as const).map((way) => {
      const unit = way === 'items' ? said.fee.itemUnit : said.fee.pageUnit;
      const { law, bands } = table[way];
      return (
        <div key={way}>
          <b>{said.fee[way]}</b> <span className="soft">{law}</span>
          <p>{bandsIn(bands, unit)}</p>
          <Examples way={way} bands={bands} />
        </div>
      );
    })}
  </div>
);

/** What it comes to for a few quantities: whoever enters a table sees at once whether it is meant. */
export const Examples = ({
  way,
  bands,
}: {
  readonly way: 'items' | 'pages';
  readonly bands: FeeTable['items']['bands'];
}) => (
  <p className="soft">
    {said.fee.example}：
    {EXAMPLES[way]
      .map((n) => said.fee.examples(n, way === 'items' ? said.fee.itemUnit : said.fee.pageUnit, sumOf(bands, n)))
      .join('；')}
  </p>
);
