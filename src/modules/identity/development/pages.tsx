/** The page of the made-up provider. */

import type { FieldError } from '#kernel/errors.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { BackLink, Button } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { SearchForm } from '#ui/frame-parts.tsx'
import { PageHead, Section, Stack } from '#ui/layout.tsx'
import { Table } from '#ui/tables.tsx'
import { groupByPlace, type Model } from './domain.ts'
import { texts } from './texts.ts'

const shownMax = 60

type ModelsProps = {
  /** Address of the page and of its form. */
  readonly path: string
  readonly featured: readonly Model[]
  readonly models: readonly Model[]
  readonly query: string | undefined
  readonly login: string | undefined
  readonly errors: readonly FieldError[]
}

export function ModelsPage(props: ModelsProps) {
  return (
    <PortalFrame hidesSearch>
      <Models {...props} />
    </PortalFrame>
  )
}

function Models(props: ModelsProps) {
  const t = useTexts(texts)
  const { path, models, query } = props
  const groups = groupByPlace(models, shownMax)
  return (
    <Stack>
      <BackLink href="/">{t.home}</BackLink>
      <ErrorSummary errors={props.errors.map(({ field, message }) => ({ name: field, message }))} />
      <PageHead title={t.title} />
      <Notice tone="warning" title={t.notice}>
        <p>{t.noticeText}</p>
      </Notice>
      <PostForm action={path} class="stack">
        <TextInput
          name="login"
          label={t.login}
          hint={t.loginHint}
          value={props.login}
          error={props.errors.find(({ field }) => field === 'login')?.message}
          autocomplete="username"
          width="long"
          maxLength={100}
        />
        <Button>{t.signIn}</Button>
      </PostForm>
      {!query && props.featured.length > 0 && (
        <Section title={t.featured} id="featured">
          <PostForm action={path}>
            <ModelTable caption={t.featuredTable} models={props.featured} />
          </PostForm>
        </Section>
      )}
      <Section title={query ? t.found(models.length) : t.others} id="others">
        <SearchForm action={path} label={t.search} id="model-search" query={query} isLarge />
        {models.length === 0 && <p>{t.nobody}</p>}
        <PostForm action={path} class="stack">
          {groups.map(({ place, models: inside }) => (
            <ModelTable key={place} caption={place} models={inside} isOfOnePlace />
          ))}
        </PostForm>
        <p class="hint">{t.shown(Math.min(shownMax, models.length), models.length)}</p>
      </Section>
    </Stack>
  )
}

type ModelTableProps = {
  readonly caption: string
  readonly models: readonly Model[]
  readonly isOfOnePlace?: boolean | undefined
}

function ModelTable({ caption, models, isOfOnePlace }: ModelTableProps) {
  const t = useTexts(texts)
  return (
    <Table
      caption={caption}
      isCaptionHidden={!isOfOnePlace}
      rows={models}
      rowKey={({ login }) => login}
      empty={t.nobody}
      columns={[
        { key: 'name', label: t.name, isRowHead: true, cell: ({ name }) => name },
        { key: 'what', label: t.what, cell: ({ title }) => title },
        ...(isOfOnePlace ? [] : [{ key: 'where', label: t.where, cell: ({ place }: Model) => place }]),
        { key: 'login', label: t.login, isSecondary: true, cell: ({ login }) => <code>{login}</code> },
        {
          key: 'choose',
          label: t.choose,
          cell: ({ login, name }) => (
            <Button kind="secondary" name="login" value={login}>
              {t.choose} <span class="visually-hidden">{name}</span>
            </Button>
          ),
        },
      ]}
    />
  )
}
