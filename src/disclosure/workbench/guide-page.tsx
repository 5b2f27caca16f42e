import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { GuideText } from '../rules/guide.ts';
import { guideElements, guideMore } from '../text.ts';
import { putGuideCall, readGuide } from '../wire-guides.ts';
import { OfAgency } from './of-agency.tsx';
import { words } from './text.ts';

const { guide: say } = words;
/** What is told in sentences; the rest is one line. */
const LONG = new Set(['classification', 'arrangement', 'obtaining', 'onRequest', 'supervision', 'remedies']);
const ELEMENTS = Object.entries({ ...guideElements, ...guideMore });

/** The disclosure guide of an organ. */
export const Page = ({ query }: PageProps) => (
  <OfAgency words={say} query={query}>
    {(id) => <Guide key={id} id={id} />}
  </OfAgency>
);

function Guide({ id }: { readonly id: number }) {
  const guide = useCall(readGuide, { params: { id } });
  return <Answer of={guide}>{(found) => <GuideForm id={id} found={found} />}</Answer>;
}

function GuideForm({ id, found }: { readonly id: number; readonly found: Output<typeof readGuide> }) {
  const [guide, setGuide] = useState<Readonly<Record<string, string>>>(found.guide);
  const send = useSend(putGuideCall);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate({ params: { id }, body: { guide: GuideText.parse(guide), seen: found.version } });
  };
  return (
    <form className="panel stack" onSubmit={save}>
      <h2>{found.agency}</h2>
      {found.state === 'missing' && <Notice tone="warn">{say.missing}</Notice>}
      {found.reasons.length > 0 && <Notice tone="warn">{`${say.due}：${found.reasons.join('、')}`}</Notice>}
      {found.page !== null && <a href={found.page}>{say.page}</a>}
      {ELEMENTS.map(([element, title]) => {
        const field = {
          label: title,
          value: guide[element] ?? '',
          onChange: (value: string) => setGuide({ ...guide, [element]: value }),
          optional: !(element in guideElements),
        };
        return LONG.has(element) ? (
          <AreaField key={element} {...field} rows={5} maxLength={4000} />
        ) : (
          <TextField key={element} {...field} maxLength={200} />
        );
      })}
      {send.error && <Failed error={send.error} />}
      {send.isSuccess && <Notice tone="good">{say.saved}</Notice>}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {say.save}
        </Button>
      </div>
    </form>
  );
}
