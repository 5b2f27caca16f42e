import { useState } from 'react';
import { Button } from '../../../workbench/kit/button.tsx';
import { titled } from '../../../workbench/kit/choices.ts';
import { SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { Failed } from '../../../workbench/kit/notice.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { useCall } from '../../../workbench/use-call.ts';
import type { Content, Link, Relation } from '../../contract.ts';
import { listPublished } from '../../wire.ts';
import { words as all } from '../text.ts';
import { LINKABLE, words } from './text.ts';

const { links: text } = words;
const MOST_SHOWN = 8;
const INDEX = /^[\w.-]{3,40}\/[\w/-]{3,38}$/u;

type Props = { readonly links: Content['links']; readonly onChange: (links: Content['links']) => void };

/** What an article is to others that stand in public: found by words, number or index, and linked both ways. */
export function LinksField({ links, onChange }: Props) {
  const [relation, setRelation] = useState<Relation>('implements');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const found = useCall(listPublished, { query: { q: asked } }, { enabled: asked !== '' });
  const rows = (found.data?.rows ?? []).filter(({ withdrawn }) => !withdrawn).slice(0, MOST_SHOWN);
  const has = (link: Link): boolean => links.some((one) => one.relation === link.relation && one.index === link.index);
  const add = (index: string): void => {
    if (!has({ relation, index })) onChange([...links, { relation, index }]);
  };
  return (
    <Panel title={text.title}>
      <div className="stack tight">
        <p className="hint">{text.intro}</p>
        {links.length === 0 && <p className="soft">{text.empty}</p>}
        <ul className="file-list">
          {links.map((link) => (
            <li key={link.relation + link.index} className="row">
              <span className="tag">{all.relations[link.relation]}</span>
              <Title index={link.index} />
              <Button
                kind="quiet"
                aria-label={`${text.remove} ${link.index}`}
                onClick={() => onChange(links.filter((one) => one !== link))}
              >
                {text.remove}
              </Button>
            </li>
          ))}
        </ul>
        <div className="link-search no-print">
          <SelectField
            label={text.relation}
            value={relation}
            onChange={(value) => setRelation(LINKABLE.find((each) => each === value) ?? 'related')}
            choices={titled(LINKABLE, text.relations)}
          />
          <TextField label={text.search} hint={text.hint} value={typed} onChange={setTyped} maxLength={80} filter />
          <Button busy={found.isFetching} disabled={typed.trim() === ''} onClick={() => setAsked(typed.trim())}>
            {text.find}
          </Button>
        </div>
        {found.error && <Failed error={found.error} />}
        <ul className="file-list">
          {asked !== '' &&
            rows.map(({ index, title, documentNumber }) => (
              <li key={index} className="row">
                <span>
                  {title} <span className="soft number">{documentNumber ?? index}</span>
                </span>
                <Button kind="quiet" disabled={has({ relation, index })} onClick={() => add(index)}>
                  {has({ relation, index }) ? text.already : text.add}
                </Button>
              </li>
            ))}
        </ul>
        {asked !== '' && found.data && rows.length === 0 && (
          <div className="row">
            <span className="soft">{text.none}</span>
            {INDEX.test(asked) && (
              <Button kind="quiet" onClick={() => add(asked)}>
                {text.byIndex(asked)}
              </Button>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

/** The title of what stands under an index number, where one may read it. */
function Title({ index }: { readonly index: string }) {
  const found = useCall(listPublished, { query: { q: index } });
  const row = found.data?.rows.find((one) => one.index === index);
  return (
    <span>
      {row && `${row.title} `}
      <span className="soft number">{row?.documentNumber ?? index}</span>
    </span>
  );
}
