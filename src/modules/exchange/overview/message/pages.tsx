/** One message that was set aside: what it says, and the two ways on. */

import type { AnyConnector } from '#kernel/connectors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { exchangeLinks } from '../../api.ts'
import type { Message } from '../../outbox/store.ts'
import { texts } from '../texts.ts'

type MessageProps = {
  readonly message: Message
  readonly connector: AnyConnector | undefined
  readonly problem?: string | undefined
}

export function MessagePage(props: MessageProps) {
  return (
    <OfficeFrame>
      <MessageBody {...props} />
    </OfficeFrame>
  )
}

function MessageBody({ message, connector, problem }: MessageProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <BackLink href={exchangeLinks.overview()}>{t.back}</BackLink>
      <NotDone reason={problem} />
      <PageHead title={t.message(message.number)} lead={t.messageLead} />
      <SummaryList
        rows={[
          { term: t.system, value: connector?.system[language] ?? message.connector },
          { term: t.stream, value: message.stream },
          { term: t.problem, value: message.lastProblem ?? '–' },
          { term: t.tries, value: formatNumber(message.tries, language) },
          { term: t.since, value: formatDateTime(message.madeAt, language) },
        ]}
      />
      <PostForm action={exchangeLinks.release(message.id)}>
        <TextArea
          name="body"
          label={t.body}
          hint={t.bodyHint}
          rows={18}
          value={JSON.stringify(message.body, null, 2)}
        />
        <Button>{t.release}</Button>
      </PostForm>
      <Section id="bo" title={t.dropTitle}>
        <PostForm action={exchangeLinks.drop(message.id)}>
          <TextInput name="reason" label={t.dropReason} width="full" maxLength={1_000} />
          <Button kind="danger">{t.drop}</Button>
        </PostForm>
      </Section>
    </>
  )
}
