import { ContactForm } from './islands/contact-form';
import { NearMe } from './islands/near-me';
import { SearchBox } from './islands/search-box';

customElements.define('contact-form', ContactForm);
customElements.define('search-box', SearchBox);
customElements.define('near-me', NearMe);
