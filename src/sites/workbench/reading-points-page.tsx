import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { putReadingPoint, READING_ACTS, type ReadingPoint, readReadingPoints } from '../reading-point/contract.ts';
import { readingText } from '../reading-point/text.ts';

const said = readingText.staff;
type Entered = Omit<ReadingPoint, 'agencyId'>;
const EMPTY: Entered = { key: '', name: '', address: '', hours: '', phone: '' };

/** The reading points, what was read, printed and lent there this year, and their entries. */
export function Page() {
  const points = useCall(readReadingPoints, {});
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
                ...READING_ACTS.map((act) => ({
                  title: `${said.year}${readingText.acts[act] ?? act}`,
                  cell: ({ counts }: { readonly counts: Record<string, number> }) => counts[act] ?? 0,
                  right: true,
                })),
              ]}
            />
          )
        }
      </Answer>
      <Editor />
    </div>
  );
}

function Editor() {
  const [point, setPoint] = useState(EMPTY);
  const save = useSend(putReadingPoint, () => setPoint(EMPTY));
  const field = (name: keyof Entered) => ({
    value: point[name],
    onChange: (value: string) => setPoint({ ...point, [name]: value }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (save.isPending) return;
    const { key, ...body } = point;
    save.mutate({ params: { key }, body });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      <h2>{said.add}</h2>
      {save.error && <Failed error={save.error} />}
      {save.isSuccess && <Notice tone="good">{said.saved}</Notice>}
      <TextField label={said.key} {...field('key')} />
      <TextField label={said.name} {...field('name')} />
      <TextField label={readingText.address} {...field('address')} />
      <TextField label={readingText.hours} {...field('hours')} />
      <TextField label={readingText.phone} {...field('phone')} optional />
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {said.save}
        </Button>
      </div>
    </form>
  );
}
