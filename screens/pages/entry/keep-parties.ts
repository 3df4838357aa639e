import { keepUnknownParties, unknownParties } from '../../../src/jobs/keep-named-parties.ts';
import { good, info } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { namesOf } from './party-offer.ts';
import { action } from './run-action.ts';
import { commitAll } from './save.ts';

/** Keeps the consignee and the consignor of the page among the parties of the office. */
export const keepParties = action((page, { world }) => {
  const { document } = commitAll(page, world).drafts;
  if (unknownParties(document, page.own.parties).length === 0)
    return info('这份单证的收发货人已经留着，或还没有填代码和名称');
  return {
    effects: [
      {
        label: '正在保存收发货人',
        async run({ office }) {
          const { kept, parties } = await keepUnknownParties(office, document);
          return replyTo(page, now => ({
            state: { ...now, own: { ...now.own, parties } },
            ...(kept.length > 0
              ? good(`已留下收发货人 ${namesOf(kept)}，下次输入代码或名称就带出`)
              : info('别人已经留下了')),
          }));
        },
      },
    ],
  };
});
