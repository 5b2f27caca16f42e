import { useState } from 'react';
import { Button } from '../../../workbench/kit/button.tsx';
import { Notice } from '../../../workbench/kit/notice.tsx';
import type { Content } from '../../contract.ts';
import { Html } from '../html-view.tsx';
import { scopeWords } from '../scope-text.ts';
import { words as all } from '../text.ts';
import { type FieldName, mergeContent, part } from './merge.ts';
import { fields, words } from './text.ts';

const { conflict: text } = words;

type Props = {
  readonly id: number;
  readonly base: Content;
  readonly mine: Content;
  readonly theirs: Content;
  readonly by: string | null;
  readonly revision: number;
  readonly onMerge: (content: Content) => void;
  readonly onDrop: () => void;
};

/** Two editors wrote on one article: what each made of it, side by side, and how it becomes one again. */
export function Conflict({ id, base, mine, theirs, by, revision, onMerge, onDrop }: Props) {
  const { settled, merged, open } = mergeContent(base, mine, theirs);
  const [chosen, setChosen] = useState<Readonly<Partial<Record<FieldName, 'mine' | 'theirs'>>>>({});
  const isOpen = open.some((name) => chosen[name] === undefined);
  const ofMine = open.filter((name) => chosen[name] === 'mine');
  return (
    <section className="panel conflict" aria-label={text.title}>
      <header>
        <h2>{text.title}</h2>
      </header>
      <div className="stack">
        <Notice tone="wrong">{text.intro(by ?? text.someone, revision)}</Notice>
        {merged.length > 0 && <p>{text.merged(merged.map((name) => fields[name] ?? name).join('、'))}</p>}
        <p>{open.length > 0 ? text.both : text.none}</p>
        {open.map((name) => (
          <fieldset key={name} className="field">
            <legend>{fields[name] ?? name}</legend>
            <div className="versus">
              {(['mine', 'theirs'] as const).map((whose) => (
                <div key={whose}>
                  <label className="choice">
                    <input
                      type="radio"
                      name={`conflict-${name}`}
                      checked={chosen[name] === whose}
                      onChange={() => setChosen({ ...chosen, [name]: whose })}
                    />
                    <span>{text[whose]}</span>
                  </label>
                  <Value id={id} name={name} content={whose === 'mine' ? mine : theirs} />
                </div>
              ))}
            </div>
          </fieldset>
        ))}
        <div className="row">
          <Button kind="main" disabled={isOpen} onClick={() => onMerge({ ...settled, ...part(mine, ofMine) })}>
            {text.merge}
          </Button>
          <Button onClick={onDrop}>{text.drop}</Button>
        </div>
      </div>
    </section>
  );
}

function Value({ id, name, content }: { readonly id: number; readonly name: FieldName; readonly content: Content }) {
  if (name === 'body') return <Html html={content.body} id={id} />;
  return <p className="prose">{said(name, content) || text.empty}</p>;
}

/** Fields that are kept otherwise than they are read. */
const SAID: Readonly<Partial<Record<FieldName, (content: Content) => string>>> = {
  attachments: ({ attachments }) => attachments.map(({ name }) => name).join('\n'),
  links: ({ links }) => links.map(({ relation, index }) => `${all.relations[relation]} ${index}`).join('\n'),
  genre: ({ genre }) => all.genres[genre],
  attribute: ({ attribute }) => all.attributes[attribute],
  axis: ({ axis }) => (axis === null ? '' : all.axes[axis]),
  reason: ({ reason }) => (reason === null ? '' : all.reasons[reason]),
  audience: ({ audience }) => words.audience.choices[audience],
  interpretation: ({ interpretation: facts }) =>
    facts === null ? '' : `${all.forms[facts.form]} ${facts.interpreter}`,
  keywords: ({ keywords }) => keywords.join('、'),
  domains: ({ domains }) => domains.join('、'),
  scope: ({ scope }) => (scope ? scopeWords.natures[scope.nature] : ''),
  origin: ({ origin }) => (origin ? `${all.origins[origin.how]} ${origin.others}` : ''),
  reasonKind: ({ reasonKind }) => (reasonKind ? all.reasonKinds[reasonKind] : ''),
  affair: ({ affair }) => (affair ? scopeWords.stages[affair.stage] : ''),
};

function said(name: FieldName, content: Content): string {
  const value = content[name];
  return SAID[name]?.(content) ?? (typeof value === 'string' ? value : '');
}
