import { ContactForm } from './islands/contact-form';

customElements.define('contact-form', ContactForm);
