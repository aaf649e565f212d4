import { pathTo, patternsOf } from '@halles/contracts';
import { EnquiryKeyReused, EnquiryService } from '@halles/domain/enquiries';
import { formValuesOf, Posted, type PostedForm, PublicForms } from '@halles/platform/forms';
import {
  Ctx,
  type HttpAnswer,
  json,
  PageNotFound,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Page, page } from '../rendering/page';
import { type EnquiryFields, enquiryForm } from './enquiry.form';
import { presentContact, presentContactSent } from './enquiry.presenter';

/** What a link to the form may have written already; anything else counts as nothing. */
const suggestionQuery = z.object({
  objet: z.string().catch(''),
  message: z.string().catch(''),
});

const receiptQuery = z.object({
  ref: z
    .string()
    .regex(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    .nullable()
    .catch(null),
});

/** The contact form: a citizen writes to the town hall. Works without JavaScript; answers JSON to programs. */
@Public()
@Controller()
export class EnquiryController {
  constructor(
    private readonly forms: PublicForms,
    private readonly enquiries: EnquiryService,
  ) {}

  @Get(patternsOf('contact'))
  async form(
    @Ctx() ctx: TenantContext,
    @Query({ schema: suggestionQuery }) suggested: z.output<typeof suggestionQuery>,
  ): Promise<Page> {
    const subject = suggested.objet.slice(0, enquiryForm.maxlengthOf('subject'));
    const message = suggested.message.slice(0, enquiryForm.maxlengthOf('message'));
    const blank = await this.forms.blank(ctx, 'enquiry', formValuesOf({ subject, message }));
    return page('enquiries/contact', presentContact(blank));
  }

  @Post(patternsOf('contact'))
  send(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.forms.submit<EnquiryFields, Page | HttpAnswer>({
      ctx,
      client,
      name: 'enquiry',
      form: enquiryForm,
      posted,
      keyReused: EnquiryKeyReused,
      use: async (input, idempotencyKey) => {
        const { reference } = await this.enquiries.send(ctx, { ...input, idempotencyKey }, locale);
        const receipt = `${pathTo('contact.sent', locale)}?ref=${reference}`;
        return client.isProgram
          ? json({ reference }, { location: receipt, 'cache-control': 'no-store' }, 201)
          : redirectTo(receipt);
      },
      again: ({ state, ...answer }) => page('enquiries/contact', presentContact(state), answer),
    });
  }

  @Get(patternsOf('contact.sent'))
  sent(@Query({ schema: receiptQuery }) { ref }: z.output<typeof receiptQuery>): Page {
    if (ref === null) throw new PageNotFound({});
    return page('enquiries/contact-sent', presentContactSent(ref));
  }
}
