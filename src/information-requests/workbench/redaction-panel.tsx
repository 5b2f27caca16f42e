import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed, Loading, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import type { RequestView } from '../contract.ts';
import { fileUrl, pagesOfFile, pageUrl, redact } from './endpoints.ts';
import { type Place, PlacesOnPage } from './places-on-page.tsx';
import { screenText as said } from './text.ts';

const isPdf = (name: string): boolean => name.toLowerCase().endsWith('.pdf');

/** Partial disclosure: words wherever they stand, and places on the pages, gone for good in a new file. */
export function RedactionPanel({ view }: { readonly view: RequestView }) {
  const [file, setFile] = useState('');
  const [texts, setTexts] = useState('');
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const send = useSend(redact, () => setPlaces([]));
  const name = view.files.find(({ id }) => id === file)?.name ?? '';
  const lines = texts.split('\n').filter((line) => line.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending)
      send.mutate({ params: { id: view.id }, body: { fileId: file, texts: lines, regions: [...places] } });
  };
  return (
    <Panel title={said.redaction}>
      <form className="stack tight" onSubmit={submit}>
        <p className="soft">{said.redactionNote}</p>
        <SelectField
          label={said.redactionFile}
          blank={said.choose}
          value={file}
          choices={view.files.map(({ id, name: title }) => ({ value: id, title }))}
          onChange={(id) => {
            setFile(id);
            setPlaces([]);
          }}
        />
        <AreaField label={said.redactionTexts} optional value={texts} onChange={setTexts} />
        {isPdf(name) && <Pages id={view.id} fileId={file} places={places} onChange={setPlaces} />}
        {send.data && (
          <Notice tone="good">
            <a href={fileUrl(view.id, send.data.id)} target="_blank" rel="noreferrer">
              {said.redactionDone(send.data.name)}
            </a>
          </Notice>
        )}
        {send.error && <Failed error={send.error} />}
        <div className="row">
          <Button
            kind="main"
            type="submit"
            busy={send.isPending}
            disabled={file === '' || (lines.length === 0 && places.length === 0)}
          >
            {said.redact(lines.length, places.length)}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** One page at a time; what was chosen on the others stays. */
function Pages(props: {
  readonly id: number;
  readonly fileId: string;
  readonly places: readonly Place[];
  readonly onChange: (places: readonly Place[]) => void;
}) {
  const { id, fileId, places, onChange } = props;
  const [page, setPage] = useState(1);
  const answer = useCall(pagesOfFile, { params: { id, fileId } });
  if (answer.error) return <Failed error={answer.error} />;
  if (!answer.data) return <Loading />;
  const { pages } = answer.data;
  const size = pages[Math.min(page, pages.length) - 1];
  return (
    <fieldset className="field">
      <legend>{said.places}</legend>
      <p className="soft">{said.placesHow}</p>
      <div className="row">
        <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>
          {said.pageBefore}
        </Button>
        <span aria-live="polite">{said.pageOf(page, pages.length)}</span>
        <Button disabled={page >= pages.length} onClick={() => setPage(page + 1)}>
          {said.pageAfter}
        </Button>
      </div>
      {size && (
        <PlacesOnPage
          key={`${fileId} ${page}`}
          page={page}
          size={size}
          picture={pageUrl(id, fileId, page)}
          places={places}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}
