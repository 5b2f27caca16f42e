import type { DecisionCode, Remedies } from './decisions.ts';
import { decisionOf } from './decisions.ts';
import { text } from './text.ts';

/** A blank that a template asks for. */
export type Blank = { readonly key: string; readonly label: string; readonly required: boolean };

/** What a drafter fills in, by the key of its blank. */
export type Points = Readonly<Record<string, string>>;

type Template = {
  readonly title: string;
  readonly blanks: readonly Blank[];
  /** Files may be handed over with it; at least one where `needed`. */
  readonly gives?: 'may' | 'needed';
  readonly body: (points: Points) => readonly string[];
};

const blank = (key: string, label: string, required = true): Blank => ({ key, label, required });
const REASONS = blank('reasons', '事实和理由');
const said = (points: Points, key: string): string => points[key]?.trim() ?? '';
/** The same within a sentence, which has a stop of its own. */
const clause = (points: Points, key: string): string => said(points, key).replace(/[。；，、;,.]+$/u, '');
const optional = (text: string, sentence: (text: string) => string): readonly string[] =>
  text === '' ? [] : [sentence(text)];

/** Withheld for one reason of the law, which its template names. */
const withheld = (law: string, because: string): Template => ({
  title: '政府信息不予公开告知书',
  blanks: [REASONS],
  body: (points) => [
    `经审查，您申请公开的信息${because}。`,
    said(points, 'reasons'),
    `根据《中华人民共和国政府信息公开条例》${law}的规定，本机关决定不予公开。`,
  ],
});

/** It does not exist; or it is somebody else's to disclose, who is named where he is known. */
function notHere(points: Points): readonly string[] {
  const why = clause(points, 'notOurs');
  const whose = clause(points, 'rightAgency');
  if (why === '' && whose === '')
    return ['根据《中华人民共和国政府信息公开条例》第三十六条第四项的规定，现告知您该政府信息不存在。'];
  const law = '根据《中华人民共和国政府信息公开条例》第三十六条第五项的规定，现告知您该信息不属于本机关负责公开';
  return [
    `${law}${why === '' ? '' : `，理由：${why}`}。`,
    whose === ''
      ? '负责公开该信息的行政机关，本机关无法确定。'
      : `负责公开该信息的是${whose}，您可以向其提出申请，联系方式：${clause(points, 'rightContact')}。`,
  ];
}

/** The letter of each of the 21 decisions. @law 政府信息公开条例 第三十六条至第三十九条 */
export const TEMPLATES: Readonly<Record<DecisionCode, Template>> = {
  '3.1': {
    title: '政府信息公开告知书',
    blanks: [blank('where', '已主动公开的，写明获取方式和途径', false), blank('reasons', '说明', false)],
    gives: 'may',
    body: (points) => [
      ...(said(points, 'where') === ''
        ? [
            '经审查，您申请公开的信息可以公开。根据《中华人民共和国政府信息公开条例》第三十六条第二项的规定，现向您提供，见附件。',
          ]
        : [
            '经审查，您申请公开的信息已经主动公开。根据《中华人民共和国政府信息公开条例》第三十六条第一项的规定，现告知获取该信息的方式和途径：',
            said(points, 'where'),
          ]),
      ...optional(said(points, 'reasons'), (text) => text),
    ],
  },
  '3.2': {
    title: '政府信息部分公开告知书',
    blanks: [
      blank('given', '公开的内容'),
      blank('withheld', '不予公开的内容'),
      blank('basis', '不予公开的法律依据'),
      REASONS,
    ],
    gives: 'needed',
    body: (points) => [
      '经审查，您申请公开的信息中含有不应当公开的内容，但是能够作区分处理。根据《中华人民共和国政府信息公开条例》第三十七条的规定，本机关决定部分公开：',
      `予以公开的内容：${clause(points, 'given')}，见附件。`,
      `不予公开的内容：${clause(points, 'withheld')}。依据：${clause(points, 'basis')}。`,
      said(points, 'reasons'),
    ],
  },
  '3.3.1': withheld('第十四条、第三十六条第三项', '属于依法确定为国家秘密的政府信息'),
  '3.3.2': {
    ...withheld('', ''),
    blanks: [blank('special', '禁止公开的法律、行政法规及条款'), REASONS],
    body: (points) => [
      `经审查，您申请公开的信息属于${clause(points, 'special')}禁止公开的政府信息。`,
      said(points, 'reasons'),
      '根据《中华人民共和国政府信息公开条例》第十四条、第三十六条第三项的规定，本机关决定不予公开。',
    ],
  },
  '3.3.3': withheld('第十四条、第三十六条第三项', '公开后可能危及国家安全、公共安全、经济安全、社会稳定'),
  '3.3.4': withheld(
    '第十五条、第三十二条、第三十六条第三项',
    '涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害',
  ),
  '3.3.5': withheld(
    '第十六条第一款、第三十六条第三项',
    '属于行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息',
  ),
  '3.3.6': withheld(
    '第十六条第二款、第三十六条第三项',
    '属于行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息',
  ),
  '3.3.7': withheld('第十六条第二款、第三十六条第三项', '属于行政执法案卷信息'),
  '3.3.8': {
    title: '政府信息公开申请告知书',
    blanks: [
      blank('special', '专门规定的名称和条款'),
      blank('where', '查询的机关、地点和办法'),
      blank('reasons', '说明', false),
    ],
    body: (points) => [
      `经审查，您申请的信息属于工商、不动产登记资料等信息，${clause(points, 'special')}对其获取有特别规定。根据《中华人民共和国政府信息公开条例》第三十六条第七项的规定，请依照该规定办理。`,
      `办理途径：${said(points, 'where')}`,
      ...optional(said(points, 'reasons'), (text) => text),
    ],
  },
  '3.4.1': {
    title: '政府信息无法提供告知书',
    blanks: [
      blank('searched', '检索的过程和结果'),
      blank('notOurs', '不属于本机关负责公开的理由（信息不存在的不填）', false),
      blank('rightAgency', '负责公开该信息的机关（能够确定的）', false),
      blank('rightContact', '该机关的联系方式', false),
    ],
    body: (points) => [`经检索，本机关不掌握您申请公开的信息。${said(points, 'searched')}`, ...notHere(points)],
  },
  '3.4.2': {
    title: '政府信息无法提供告知书',
    blanks: [REASONS],
    body: (points) => [
      '经审查，本机关没有您申请的现成信息，需要对现有政府信息进行加工、分析。',
      said(points, 'reasons'),
      '根据《中华人民共和国政府信息公开条例》第三十八条的规定，本机关无法提供。',
    ],
  },
  '3.4.3': {
    title: '政府信息无法提供告知书',
    blanks: [blank('unclear', '补正后仍不明确的地方')],
    body: (points) => [
      `您的申请经补正后，内容仍不明确：${clause(points, 'unclear')}。`,
      '根据《中华人民共和国政府信息公开条例》第三十条的规定，本机关无法根据您的申请提供政府信息。',
    ],
  },
  '3.5.1': {
    title: '政府信息公开申请不予处理告知书',
    blanks: [blank('channel', '信访、投诉、举报的相应渠道'), blank('reasons', '说明', false)],
    body: (points) => [
      '您以政府信息公开申请的形式进行信访、投诉、举报等活动。根据《中华人民共和国政府信息公开条例》第三十九条第一款的规定，该申请不作为政府信息公开申请处理。',
      `请通过相应渠道提出：${said(points, 'channel')}`,
      ...optional(said(points, 'reasons'), (text) => text),
    ],
  },
  '3.5.2': {
    title: '政府信息公开申请不予处理告知书',
    blanks: [blank('earlier', '以前申请的编号和答复日期')],
    body: (points) => [
      `您以前已经申请公开同一信息，本机关已经答复（${clause(points, 'earlier')}）。`,
      '根据《中华人民共和国政府信息公开条例》第三十六条第六项的规定，对您重复提出的申请不予重复处理。',
    ],
  },
  '3.5.3': {
    title: '政府信息公开申请不予处理告知书',
    blanks: [blank('where', '获取该公开出版物的途径')],
    body: (points) => [
      '您申请提供的是政府公报、报刊、书籍等公开出版物。根据《中华人民共和国政府信息公开条例》第三十九条第二款的规定，现告知获取的途径：',
      said(points, 'where'),
    ],
  },
  '3.5.4': {
    title: '政府信息公开申请不予处理告知书',
    blanks: [blank('count', '申请的数量、频次'), blank('given', '您说明的理由及认定'), blank('reasons', '说明', false)],
    body: (points) => [
      `您申请公开政府信息的数量、频次明显超过合理范围：${clause(points, 'count')}。本机关已要求您说明理由：${clause(points, 'given')}。`,
      '本机关认为申请理由不合理，根据《中华人民共和国政府信息公开条例》第三十五条的规定，对您的申请不予处理。',
      ...optional(said(points, 'reasons'), (text) => text),
    ],
  },
  '3.5.5': {
    title: '政府信息公开申请不予处理告知书',
    blanks: [blank('had', '已经获取的信息和获取的时间、方式')],
    body: (points) => [
      `您要求本机关确认或者重新出具您已经获取的信息：${clause(points, 'had')}。`,
      '该要求不是要求获取政府信息。参照《中华人民共和国政府信息公开条例》第三十六条第六项的规定，本机关不予处理。',
    ],
  },
  '3.6.1': {
    title: '政府信息公开申请终止处理告知书',
    blanks: [],
    body: () => [
      '本机关已一次性告知您需要补正的事项和期限，您无正当理由逾期没有补正。',
      '根据《中华人民共和国政府信息公开条例》第三十条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。',
    ],
  },
  '3.6.2': {
    title: '政府信息公开申请终止处理告知书',
    blanks: [],
    body: () => [
      '本机关已向您发出收费通知，您逾期没有缴纳信息处理费。',
      '根据《中华人民共和国政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》的规定，视为放弃申请，本机关不再处理该政府信息公开申请。',
    ],
  },
  '3.6.3': {
    title: '政府信息公开申请终止处理告知书',
    blanks: [blank('reasons', '终止的原因，如申请人撤回申请')],
    body: (points) => [said(points, 'reasons'), '本机关对该政府信息公开申请的处理到此终止。'],
  },
};

/** Who a decision can be disputed with. */
export type Forum = { readonly reconsideration: string; readonly court: string };

/**
 * What the reply says of remedies, by the kind of its decision. For what was withheld reconsideration has to come first,
 * and the reply has to say so.
 *
 * @law 行政复议法 第二十条、第二十三条; 行政诉讼法 第四十五条、第四十六条; 法释〔2025〕8号 第一条
 */
function remedyParagraphs(remedies: Remedies, { reconsideration, court }: Forum): readonly string[] {
  switch (remedies) {
    case 'reconsideration-first':
      return [
        `对本决定不服的，应当先自收到本告知书之日起六十日内向${reconsideration}申请行政复议；对行政复议决定不服的，可以自收到复议决定书之日起十五日内向${court}提起行政诉讼。`,
        '根据《中华人民共和国行政复议法》第二十三条的规定，对政府信息不予公开的，申请行政复议是提起行政诉讼的前提。',
      ];
    case 'split':
      return [
        `对其中不予公开的部分不服的，应当先自收到本告知书之日起六十日内向${reconsideration}申请行政复议；对行政复议决定不服的，可以自收到复议决定书之日起十五日内向${court}提起行政诉讼。`,
        '根据《中华人民共和国行政复议法》第二十三条的规定，对政府信息不予公开的，申请行政复议是提起行政诉讼的前提。',
        `对答复的其他内容不服的，可以自收到本告知书之日起六十日内向${reconsideration}申请行政复议，也可以自收到本告知书之日起六个月内直接向${court}提起行政诉讼。`,
      ];
    case 'either':
      return [
        `对本答复不服的，可以自收到本告知书之日起六十日内向${reconsideration}申请行政复议，也可以自收到本告知书之日起六个月内直接向${court}提起行政诉讼。`,
      ];
    case 'none':
      return ['本告知书不影响您再次申请公开政府信息。'];
  }
}

/** The remedies of one decision; what the applicant took back himself was decided against nobody. */
export const remediesOf = (code: DecisionCode, forum: Forum, isWithdrawn = false): readonly string[] =>
  remedyParagraphs(isWithdrawn ? 'none' : decisionOf(code).remedies, forum);

/**
 * The paragraphs of a reply before its remedies, in the order of the letter: shown while it is drafted, and signed.
 *
 * @param opening what was asked, and who ordered that it is answered anew
 * @param files names of what goes with it
 */
export const replyBody = (
  code: DecisionCode,
  points: Points,
  { opening, files }: { readonly opening: readonly string[]; readonly files: readonly string[] },
): readonly string[] => [
  ...opening,
  ...TEMPLATES[code].body(points).filter((line) => line !== ''),
  ...(files.length > 0 ? [text.paper.attached(files.join('；'))] : []),
];

/** Keys of required blanks that are still empty; `attachments` where a file has to go with the reply. */
export function missingIn(code: DecisionCode, points: Points, attachments: number): readonly string[] {
  const template = TEMPLATES[code];
  const blanks = template.blanks
    .filter(({ key, required }) => required && said(points, key) === '')
    .map(({ key }) => key);
  const lacksFile = template.gives === 'needed' && attachments === 0;
  // What can be public is given, or it is said where it is.
  const givesNothing = code === '3.1' && attachments === 0 && said(points, 'where') === '';
  const lacksContact = code === '3.4.1' && said(points, 'rightAgency') !== '' && said(points, 'rightContact') === '';
  return [...blanks, ...(lacksFile || givesNothing ? ['attachments'] : []), ...(lacksContact ? ['rightContact'] : [])];
}
