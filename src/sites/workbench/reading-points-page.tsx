import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import {
  addReadingPoint,
  putReadingPoint,
  READING_ACTS,
  type ReadingPoint,
  readReadingPoints,
} from '../reading-point/contract.ts';
import { readingText } from '../reading-point/text.ts';

const said = readingText.staff;
type Entered = Omit<ReadingPoint, 'agencyId'>;
const EMPTY: Entered = { key: '', name: '', address: '', hours: '', phone: '' };

/** The reading points, what was read, printed and lent there this year, and their entries. */
export function Page() {
  const points = useCall(readReadingPoints, {});
  const [known, setKnown] = useState<Entered | null>(null);
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <Answer of={points}>
        {({ points: all }) =>
          all.length === 0 ? (
            <Empty>{said.none}</Empty>
          ) : (
            <Table
              caption={said.title}
              rows={all}
              keyOf={({ key }) => key}
              columns={[
                { title: said.name, cell: ({ key, name }) => <a href={`/reading-point/${key}`}>{name}</a> },
                { title: readingText.address, cell: ({ address }) => address, minor: true },
                { title: said.address, cell: ({ key }) => `/reading-point/${key}`, minor: true },
                ...READING_ACTS.map((act) => ({
                  title: `${said.year}${readingText.acts[act] ?? act}`,
                  cell: ({ counts }: { readonly counts: Record<string, number> }) => counts[act] ?? 0,
                  right: true,
                })),
                {
                  title: '',
                  cell: (point) => (
                    <Button kind="quiet" onClick={() => setKnown(point)}>
                      {said.change}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Answer>
      <Editor key={known?.key ?? ''} known={known} onLeave={() => setKnown(null)} />
    </div>
  );
}

function Editor({ known, onLeave }: { readonly known: Entered | null; readonly onLeave: () => void }) {
  const [point, setPoint] = useState(known ?? EMPTY);
  const add = useSend(addReadingPoint, () => setPoint(EMPTY));
  const change = useSend(putReadingPoint, onLeave);
  const save = known === null ? add : change;
  const field = (name: keyof Entered) => ({
    value: point[name],
    onChange: (value: string) => setPoint({ ...point, [name]: value }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (save.isPending) return;
    const { name, address, hours, phone } = point;
    const body = { name, address, hours, phone };
    if (known === null) add.mutate({ body });
    else change.mutate({ params: { key: known.key }, body });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      <h2>{known === null ? said.add : said.changeTitle(known.name)}</h2>
      {save.error && <Failed error={save.error} />}
      {save.isSuccess && <Notice tone="good">{said.saved}</Notice>}
      <TextField label={said.name} {...field('name')} />
      <TextField label={readingText.address} {...field('address')} />
      <TextField label={readingText.hours} {...field('hours')} />
      <TextField label={readingText.phone} {...field('phone')} optional />
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {said.save}
        </Button>
        {known !== null && <Button onClick={onLeave}>{said.leave}</Button>}
      </div>
    </form>
  );
}
