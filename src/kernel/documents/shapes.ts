import type { Day } from '../day.ts';
import type { VerificationCode } from './verification-code.ts';

/** How a reader checks that the document is real. */
export type Check = {
  /** Absent where the paper is checked by what it carries itself. */
  readonly code?: VerificationCode;
  /** The address in the QR code; it carries the verification code and nothing personal. */
  readonly url: string;
  /** What a reader gets by scanning, in one line. */
  readonly purpose: string;
  /** Where the code can be typed in by hand. */
  readonly site: string;
};

export type Fact = { readonly label: string; readonly value: string };

/** What every document has: its name, its number, who answers for it and since when. */
type Issued = {
  readonly title: string;
  readonly number: string;
  readonly agency: string;
  readonly issuedOn: Day;
  readonly check?: Check;
};

/** 证照、批文 */
export type Certificate = Issued & {
  /** The sentence above the table, e.g. that the permit is granted. */
  readonly statement?: string;
  readonly facts: readonly Fact[];
  readonly validFrom: Day;
  /** The last day on which it is valid; absent: 长期. */
  readonly validUntil?: Day;
  /** Small print at the foot, e.g. the legal force of the electronic form. */
  readonly note?: string;
};

/** 告知书、决定书 */
export type Notice = Issued & {
  readonly addressee: string;
  readonly body: readonly string[];
  /** Headings of the two columns of `items`. */
  readonly itemsHeading?: readonly [string, string];
  readonly items?: readonly { readonly title: string; readonly detail: string }[];
  /** Where and until when the decision can be disputed. */
  readonly remedies?: readonly string[];
  readonly contact?: string;
};

/** 收件凭证、受理通知书 */
export type Receipt = Issued & {
  readonly facts: readonly Fact[];
  readonly materials: readonly {
    readonly title: string;
    readonly form: string;
    readonly copies: number;
    readonly note?: string;
  }[];
  readonly due?: {
    /** The last day, inclusive. */
    readonly on: Day;
    /** What is done by then, e.g. 作出决定. */
    readonly what: string;
    readonly reasons: readonly {
      readonly limit: string;
      readonly why: string;
      readonly fromOn: Day;
      readonly dueOn: Day;
    }[];
  };
  readonly notes?: readonly string[];
  /** What the city's ledger says of it, for whoever wants to prove it. */
  readonly proof?: { readonly heading: string; readonly facts: readonly Fact[]; readonly note: string };
};

/** Rows under a heading, as they stand on the paper. */
type Rows = {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** 办件存证单 */
export type ProofSheet = Issued & {
  readonly facts: readonly Fact[];
  readonly intro: string;
  /** Number, time, act, place in the log, hash. */
  readonly acts: Rows;
  /** Limit, law, from, due. */
  readonly dates: Rows;
  readonly notes: readonly string[];
  /** The file inside the file. */
  readonly attachment: { readonly name: string; readonly description: string; readonly content: string };
};

type OfficialCell = {
  readonly heads: 'col' | 'row' | null;
  readonly columns: number;
  readonly rows: number;
  readonly text: string;
};

/** A part of the text of an official document. */
export type OfficialPart =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly side: 'left' | 'center' | 'right'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      /** How many columns. */
      readonly width: number;
      readonly head: readonly (readonly OfficialCell[])[];
      readonly rows: readonly (readonly OfficialCell[])[];
    };

/** 党政机关公文 */
export type OfficialDocument = Issued & {
  /** Whether 文件 follows the name of the agency in the red line. */
  readonly withWord: boolean;
  readonly copyNumber?: string;
  readonly secrecy?: string;
  readonly urgency?: string;
  /** On what goes upwards. */
  readonly signer?: string;
  readonly addressee?: string;
  readonly body: readonly OfficialPart[];
  readonly attachments: readonly string[];
  /** Who stands under it. */
  readonly signature: string;
  /** Without its brackets. */
  readonly note?: string;
  /** Whether it is public, in words. */
  readonly attribute: string;
  readonly copies?: string;
  readonly printedBy: string;
  readonly printedOn: Day;
};

type PrintedCell = {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
  /** Empty where it is no heading. */
  readonly scope: '' | 'col' | 'row';
};

/** 报告 with tables whose cells may be merged. */
export type Report = Issued & {
  /** One line under the title. */
  readonly subtitle: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly tables: readonly {
      readonly caption: string;
      readonly columns: number;
      readonly head: readonly (readonly PrintedCell[])[];
      readonly body: readonly (readonly PrintedCell[])[];
    }[];
  }[];
};

/** A text in plain parts, with the square that leads to its page. */
export type PublicityArticle = {
  readonly title: string;
  readonly agency: string;
  readonly on: string;
  readonly url: string;
  /** The QR code of the address as SVG; empty where there is no page. */
  readonly qr: string;
  readonly parts: readonly PublicityPart[];
};
type PublicityPart =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** What hangs on a wall or is handed out. */
type Publicity = Issued & {
  readonly subtitle: string;
  readonly articles: readonly PublicityArticle[];
  /** At the foot, e.g. where to ask. */
  readonly notes: readonly string[];
};
/** 公开栏、展板 */
type WallSheet = Publicity & { readonly paper: 'a4' | 'a3' | 'a2'; readonly footer: string };
/** 幻灯 */
type Slides = Issued & {
  readonly articles: readonly (Omit<PublicityArticle, 'parts'> & {
    readonly slides: readonly {
      readonly heading: string;
      readonly lines: readonly string[];
      readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } | null;
    }[];
  })[];
};

/** The documents that can be printed, by the name of their template. */
export type Documents = {
  readonly certificate: Certificate;
  readonly notice: Notice;
  readonly receipt: Receipt;
  readonly proof: ProofSheet;
  readonly official: OfficialDocument;
  readonly report: Report;
  readonly sheet: WallSheet;
  readonly slides: Slides;
  readonly card: Publicity;
  readonly booklet: Publicity;
};
