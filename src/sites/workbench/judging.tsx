import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { judgeSite, type readSiteHealth, type SiteHealthRow } from '../contract.ts';
import { words } from './text.ts';

export type Item = Output<typeof readSiteHealth>['items'][number];
type Props = { readonly site: SiteHealthRow; readonly items: readonly Item[] };

/** What people have found of a site, item by item, and what nobody has looked at yet. */
export function Judging({ site, items }: Props) {
  const [asked, setAsked] = useState<Item | null>(null);
  const found = new Map(site.judged.map((one) => [one.item, one]));
  const said = words.judge;
  return (
    <details>
      <summary>{said.title(site.manual.length)}</summary>
      <p className="soft">{said.hint}</p>
      <Table
        caption={`${site.name} ${said.title(site.manual.length)}`}
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { title: said.item, cell: ({ id, group, name }) => `${id} ${group}：${name}` },
          {
            title: said.found,
            cell: ({ id }) => {
              const one = found.get(id);
              if (!one) return said.open;
              const total = one.times.reduce((sum, times) => sum + times, 0);
              return total === 0 ? said.good : `${one.note}（${one.times.filter((times) => times > 0).join('、')}）`;
            },
          },
          {
            title: said.at,
            minor: true,
            cell: ({ id }) => {
              const one = found.get(id);
              return one ? (
                <>
                  <At at={one.at} /> {one.by}
                </>
              ) : (
                '—'
              );
            },
          },
          {
            title: said.begin,
            cell: (item) => site.mayJudge && <Button onClick={() => setAsked(item)}>{said.begin}</Button>,
          },
        ]}
      />
      {asked && <JudgeDialog site={site} item={asked} onClose={() => setAsked(null)} />}
    </details>
  );
}

function JudgeDialog(props: { readonly site: SiteHealthRow; readonly item: Item; readonly onClose: () => void }) {
  const { site, item, onClose } = props;
  const before = site.judged.find((one) => one.item === item.id);
  const [times, setTimes] = useState<readonly number[]>(item.rules.map((_, i) => before?.times[i] ?? 0));
  const [note, setNote] = useState(before?.note ?? '');
  const send = useSend(judgeSite, onClose);
  const said = words.judge;
  return (
    <Dialog title={`${site.name}：${item.id} ${item.name}`} onClose={onClose}>
      <div className="stack">
        {send.error && <Failed error={send.error} />}
        {item.rules.map(
          ({ text, points, counted }, i) =>
            !counted && (
              <TextField
                key={text}
                label={text}
                hint={item.group === said.bonus ? undefined : said.times(points)}
                value={String(times[i] ?? 0)}
                onChange={(value) =>
                  setTimes(
                    times.map((one, at) =>
                      at === i ? Math.min(item.most, Number(value.replaceAll(/\D/gu, ''))) : one,
                    ),
                  )
                }
                maxLength={3}
              />
            ),
        )}
        <AreaField label={said.note} value={note} onChange={setNote} rows={3} maxLength={1000} optional />
        <Button
          kind="main"
          busy={send.isPending}
          onClick={() => send.mutate({ params: { site: site.key }, body: { item: item.id, times: [...times], note } })}
        >
          {said.save}
        </Button>
      </div>
    </Dialog>
  );
}
