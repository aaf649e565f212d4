/** The button of the summary that goes back to the basket, which is filled in as it was. */
export const EDIT = 'edit';

/** The button that asks for another row of what is chosen already: the same with other choices. */
export const MORE = 'more';

/** The button that has the browser store the basket. */
export const STORE = 'store';

/** The button that takes everything out of the basket, and nothing else out of the form. */
export const EMPTY = 'empty';

/** The button of who has an account: they come back signed in, to the basket as it was. */
export const SIGN_IN = 'sign-in';

/** Sent by the form's script, by no button: what the basket comes to, and nothing is stored. */
export const COUNT = 'count';
