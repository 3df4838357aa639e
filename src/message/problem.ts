/** Something in a message that could not be taken as it stands; what else there is has been taken. */
export interface Problem {
  /** A permanent word: `message.unknown-element`. */
  readonly code: string;
  /** Where in the document, as faults say it (`goods[2].quantity`); empty where it has no place there. */
  readonly path: string;
  /** Where in the message: `ITF_DCL_IO_DECL_GOODS[3]/Qty`. */
  readonly element: string;
  /** What is wrong, in Chinese. */
  readonly text: string;
}

export type Report = (problem: Problem) => void;

const MOST = 200;

/** A list that takes the first two hundred: a hostile message must not fill the memory with complaints. */
export function problemList(): { readonly problems: Problem[]; readonly report: Report } {
  const problems: Problem[] = [];
  return {
    problems,
    report: problem => {
      if (problems.length < MOST) problems.push(problem);
      else if (problems.length === MOST) {
        problems.push({ code: 'message.more', path: '', element: '', text: `问题太多，只列出前 ${MOST} 个` });
      }
    },
  };
}
