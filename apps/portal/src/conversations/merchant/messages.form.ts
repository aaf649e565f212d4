import { formReader, oneOf } from '@halles/platform/forms';

/** Whether a shop takes messages. */
export const messagingForm = formReader((values) => {
  const answer = oneOf(values, 'messages', ['open', 'closed']);
  return answer === null
    ? { errors: { messages: { key: 'choice' } }, issues: [] }
    : { input: { isOpen: answer === 'open' } };
});
