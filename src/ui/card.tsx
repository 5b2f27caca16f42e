import type { ReactNode } from 'react';
import { text } from './text.ts';

/** One thing among several, with the way to it. */
export const Card = (props: {
  readonly title: string;
  readonly href?: string | undefined;
  readonly note?: string | undefined;
  readonly children?: ReactNode;
}) => (
  <article className="card">
    <h3>{props.href === undefined ? props.title : <a href={props.href}>{props.title}</a>}</h3>
    {props.children !== undefined && <div>{props.children}</div>}
    {props.note !== undefined && <p className="note">{props.note}</p>}
  </article>
);

/** Cards in as many columns as fit. */
export const Cards = ({ children }: { readonly children: ReactNode }) => <div className="cards">{children}</div>;

/** A part of a page under its own heading, with the way to the whole where it shows only the newest. */
export const Section = (props: {
  readonly title: string;
  readonly id?: string | undefined;
  readonly moreHref?: string | undefined;
  readonly children: ReactNode;
}) => (
  <section className="section" id={props.id}>
    <div className="section-head">
      <h2>{props.title}</h2>
      {props.moreHref !== undefined && (
        <a href={props.moreHref}>
          {text.more}
          <span className="unseen">{props.title}</span>
        </a>
      )}
    </div>
    {props.children}
  </section>
);

/** A main column with a narrower one beside it; one under the other where there is no room. */
export const Columns = ({ main, side }: { readonly main: ReactNode; readonly side: ReactNode }) => (
  <div className="columns">
    <div>{main}</div>
    <div className="side">{side}</div>
  </div>
);

/** Titles that lead on, each with a note at the end of its line, usually the day. */
export const LinkList = (props: {
  readonly links: readonly { readonly href: string; readonly title: string; readonly note?: ReactNode }[];
  readonly empty?: string | undefined;
}) =>
  props.links.length === 0 ? (
    <p className="empty">{props.empty ?? text.table.empty}</p>
  ) : (
    <ul className="links">
      {props.links.map((link) => (
        <li key={link.href}>
          <a href={link.href}>{link.title}</a>
          {link.note !== undefined && <span className="note">{link.note}</span>}
        </li>
      ))}
    </ul>
  );

/** A few large figures with what they count. */
export const Figures = (props: {
  readonly figures: readonly {
    readonly title: string;
    readonly value: string;
    readonly unit?: string | undefined;
    readonly href?: string | undefined;
  }[];
}) => (
  <dl className="figures">
    {props.figures.map((figure) => (
      <div key={figure.title}>
        <dt>{figure.href === undefined ? figure.title : <a href={figure.href}>{figure.title}</a>}</dt>
        <dd>
          <strong>{figure.value}</strong> {figure.unit}
        </dd>
      </div>
    ))}
  </dl>
);

/** Views of the same thing, each at its own address. */
export const Tabs = (props: {
  readonly label: string;
  readonly tabs: readonly { readonly title: string; readonly href: string; readonly current?: boolean | undefined }[];
}) => (
  <nav className="tabs" aria-label={props.label}>
    <ul>
      {props.tabs.map((tab) => (
        <li key={tab.href}>
          <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
            {tab.title}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** A word that marks a state or a kind. */
export const Tag = ({ children }: { readonly children: string }) => <span className="tag">{children}</span>;
