import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { FORMS } from '../contract.ts';
import { formTitles } from '../text.ts';
import { campaignAct, campaignCsv, campaignPaper, readCampaign } from '../wire.ts';
import { Picker, refsOf, type Source } from './picker.tsx';
import { words } from './text.ts';

const { campaign: text } = words;
type Campaign = Output<typeof readCampaign>;
const WANTED = [...FORMS, 'slides-page', 'slides-file'] as const;

/** One campaign, from its plan to what people said. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const campaign = useCall(readCampaign, { params: { id } });
  return (
    <Answer of={matter} title={text.title}>
      {(view) => (
        <Answer of={campaign} title={text.title}>
          {(found) => (
            <MatterPage view={view} acts={<Acts key={found.seq} campaign={found} />}>
              <Panel title={text.facts}>
                <Facts
                  facts={[
                    [words.outreach.audience, found.audience],
                    [words.outreach.plan, found.plan],
                    [words.outreach.until, <OnDay key="until" day={found.until} />],
                    [text.feedback, found.feedback],
                  ]}
                />
              </Panel>
              <Material campaign={found} />
              <Log campaign={found} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

function Material({ campaign }: { readonly campaign: Campaign }) {
  const [chosen, setChosen] = useState<readonly Source[]>([]);
  const send = useSend(campaignAct);
  return (
    <Panel title={text.material}>
      <ol>
        {campaign.sources.map(({ ref, title }) => (
          <li key={ref}>{title ?? `${ref}（${text.gone}）`}</li>
        ))}
      </ol>
      {campaign.sources.length > 0 && (
        <div className="row">
          {WANTED.map((form) => (
            <a key={form} className="button plain" href={urlOf(campaignPaper, { params: { id: campaign.id, form } })}>
              {{ ...formTitles, ...words.outreach.made }[form]}
            </a>
          ))}
        </div>
      )}
      {campaign.acts.includes('material') && (
        <>
          {send.error && <Failed error={send.error} />}
          <Picker chosen={chosen} onChange={setChosen} />
          <Button
            kind="main"
            busy={send.isPending}
            disabled={chosen.length === 0}
            onClick={() =>
              send.mutate({
                params: { id: campaign.id },
                body: { act: 'material', sources: refsOf(chosen), seenSeq: campaign.seq },
              })
            }
          >
            {text.settle}
          </Button>
        </>
      )}
    </Panel>
  );
}

const Log = ({ campaign: { id, printed, given } }: { readonly campaign: Campaign }) => (
  <Panel
    title={`${text.printed}、${text.given}`}
    aside={
      <a className="button plain" href={urlOf(campaignCsv, { params: { id } })}>
        {text.ledger}
      </a>
    }
  >
    {printed.length + given.length === 0 && <p className="soft">{text.none}</p>}
    <ul>
      {printed.map((row) => (
        <li key={`p${row.id}`}>
          <OnDay day={row.on} /> {text.print} {formTitles[row.form]} {row.copies} {row.note}
        </li>
      ))}
      {given.map((row) => (
        <li key={`g${row.id}`}>
          <OnDay day={row.on} /> {row.place}，{row.receiver}，{formTitles[row.form]} {row.copies}
        </li>
      ))}
    </ul>
  </Panel>
);

function Acts({ campaign: { id, seq, acts } }: { readonly campaign: Campaign }) {
  const send = useSend(campaignAct);
  const [form, setForm] = useState<(typeof FORMS)[number]>('card');
  const [typed, setTyped] = useState({ copies: '', on: legalDay(new Date()), place: '', receiver: '', note: '' });
  const [said, setSaid] = useState('');
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const may = (act: string): boolean => acts.includes(act);
  const common = { form, copies: Number(typed.copies), on: typed.on, seenSeq: seq };
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {(may('print') || may('distribute')) && (
        <>
          <SelectField
            label={text.form}
            value={form}
            onChange={(value) => setForm(FORMS.find((each) => each === value) ?? 'card')}
            choices={titled(FORMS, formTitles)}
          />
          <TextField
            label={text.copies}
            hint={text.showing}
            type="number"
            value={typed.copies}
            onChange={(copies) => set({ copies })}
          />
          <TextField label={text.on} type="date" value={typed.on} onChange={(on) => set({ on })} />
        </>
      )}
      {may('print') && (
        <Button
          wide
          busy={send.isPending}
          onClick={() => send.mutate({ params: { id }, body: { ...common, act: 'print', note: typed.note } })}
        >
          {text.print}
        </Button>
      )}
      {may('distribute') && (
        <>
          <TextField label={text.place} value={typed.place} onChange={(place) => set({ place })} optional />
          <TextField
            label={text.receiver}
            hint={text.receiverHint}
            value={typed.receiver}
            onChange={(receiver) => set({ receiver })}
            optional
          />
          <Button
            wide
            busy={send.isPending}
            disabled={typed.place.trim().length < 2 || typed.receiver.trim().length < 2}
            onClick={() =>
              send.mutate({
                params: { id },
                body: { ...common, act: 'distribute', place: typed.place, receiver: typed.receiver },
              })
            }
          >
            {text.distribute}
          </Button>
        </>
      )}
      {(may('feedback') || may('stop')) && (
        <AreaField label={text.words} value={said} onChange={setSaid} rows={3} optional />
      )}
      {(['feedback', 'stop'] as const).filter(may).map((act) => (
        <Button
          key={act}
          kind={act === 'feedback' ? 'main' : 'plain'}
          wide
          busy={send.isPending}
          disabled={said.trim().length < 5}
          onClick={() => send.mutate({ params: { id }, body: { act, words: said, seenSeq: seq } })}
        >
          {text[act]}
        </Button>
      ))}
    </div>
  );
}
