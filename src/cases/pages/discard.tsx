import type { Day } from '../../kernel/index.ts';
import { Button, Fact, Facts, LinkButton, Notice, Page, shortDay } from '../../ui/index.ts';
import type { Context } from './context.ts';
import { pageText } from './text.ts';

const words = {
  title: '删除草稿',
  ask: '确定要删除这份草稿吗？',
  note: '填写的内容和上传的材料都会删除，不能恢复。',
  item: '事项',
  saved: '上次保存',
  until: '不删除的，保留到',
  yes: '确认删除',
  no: '不删除，返回',
} as const;

/** Asks once more before a draft is thrown away. */
export const DiscardPage = (props: {
  readonly context: Context;
  readonly href: string;
  readonly item: string;
  readonly savedOn: Day;
  readonly until: Day;
}) => (
  <Page {...props.context} title={words.title} unlisted breadcrumb={[{ href: '/my', title: pageText.mine }]}>
    <Notice kind="warning" title={words.ask}>
      {words.note}
    </Notice>
    <Facts>
      <Fact label={words.item}>{props.item}</Fact>
      <Fact label={words.saved}>{shortDay(props.savedOn)}</Fact>
      <Fact label={words.until}>{shortDay(props.until)}</Fact>
    </Facts>
    <form method="post" action={`${props.href}/discard`}>
      <div className="actions">
        <Button kind="danger">{words.yes}</Button>
        <LinkButton kind="quiet" href={props.href}>
          {words.no}
        </LinkButton>
      </div>
    </form>
  </Page>
);
