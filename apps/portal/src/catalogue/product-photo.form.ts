import { buttonForm, defineActions, formReader, textOf } from '@halles/platform/forms';
import { describedAs } from '../photos';

/** What is to be seen on a photo. */
const altForm = formReader<string | null>((values) => {
  const alt = describedAs(textOf(values, 'alt'));
  return alt === undefined ? { errors: { alt: { key: 'alt' } } } : { input: alt };
});

/** The buttons of a photo of a product. */
export const productPhotoActions = defineActions({
  button: 'do',
  actions: {
    describe: altForm,
    first: buttonForm,
    earlier: buttonForm,
    later: buttonForm,
    remove: buttonForm,
  },
  otherwise: 'describe',
});
