'use strict'
// What all views share: the data, the news, the contents, the problems. In a static export the data lies in PROOF.

const $ = id => document.getElementById(id)

const proof = {
  live: !window.PROOF,
  book: null,
  view: 'reader',
  views: {},        // name → { show(), hide(), changed(before), goTo(anchor), back(), on(), ... }
  anchor: '',       // the piece the reader is at, in whichever view
}

// ---------------------------------------------------------------- data

proof.load = async name => {
  if (!proof.live) return window.PROOF[name]
  const answer = await fetch(`data/${name}.json`)
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

proof.file = async name => {
  if (!proof.live) return window.PROOF.files[name] ?? null
  const answer = await fetch(`epub/${name.split('/').map(encodeURIComponent).join('/')}`)
  return answer.ok ? answer : null
}

proof.pageUrl = (file, page, width) =>
  proof.live ? `page/${encodeURIComponent(file)}/${page}/${Math.ceil(width)}.png` : `pages/${file}-${page}.webp`

proof.post = async (what, values) => {
  const answer = await fetch(`do/${what}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(values),
  })
  const told = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(told.problems?.map(p => [p.message, p.hint].filter(Boolean).join(': ')).join('; ') || 'this cannot be done')
  return told
}

// ---------------------------------------------------------------- words on the screen

proof.element = (tag, values = {}, ...children) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(values)) {
    if (name in made && name !== 'list') made[name] = value
    else made.setAttribute(name, value)
  }
  made.append(...children)
  return made
}

let saidLast
proof.say = words => {
  const said = $('said')
  said.textContent = words
  said.hidden = false
  clearTimeout(saidLast)
  saidLast = setTimeout(() => { said.hidden = true }, 6000)
}

proof.status = words => { if ($('status').textContent !== words) $('status').textContent = words }

const memory = {
  get: (key, otherwise) => { try { return JSON.parse(localStorage.getItem(`proof-${key}`)) ?? otherwise } catch { return otherwise } },
  set: (key, value) => { try { localStorage.setItem(`proof-${key}`, JSON.stringify(value)) } catch { /* private window */ } },
}
proof.memory = memory

// ---------------------------------------------------------------- views

proof.show = name => {
  if (!proof.views[name]) return
  if (name !== proof.view) proof.views[proof.view]?.hide?.()
  proof.view = name
  for (const button of document.querySelectorAll('[data-view]')) {
    if (button.dataset.view === name) button.setAttribute('aria-current', 'page')
    else button.removeAttribute('aria-current')
  }
  for (const sheet of document.querySelectorAll('.sheet')) sheet.hidden = sheet.id !== name
  proof.views[name].show?.()
  remember()
}

proof.at = anchor => {
  if (!anchor || anchor === proof.anchor) return
  proof.anchor = anchor
  for (const item of $('pieces').querySelectorAll('button')) {
    if (item.dataset.anchor === anchor) {
      item.setAttribute('aria-current', 'true')
      item.scrollIntoView({ block: 'nearest' })
    } else item.removeAttribute('aria-current')
  }
  remember()
}

const remember = () => history.replaceState(null, '', `#${proof.view}/${proof.anchor}`)

// Go to a piece, or a place in one, in the view that is open if it can show it.
proof.goTo = (anchor, place = '', view = '') => {
  const name = view || (proof.views[proof.view]?.goTo ? proof.view : 'reader')
  if (name !== proof.view) proof.show(name)
  proof.views[name].goTo(anchor, place)
  if (narrow()) for (const panel of ['contents', 'problems']) toggle(panel, false)
}

proof.edit = async (file, line = 1) => {
  if (!proof.live) return
  try {
    const { opened } = await proof.post('open', { file, line })
    proof.say(`${file}:${line} is opened in ${opened}`)
  } catch (error) { proof.say(error.message) }
}

proof.ask = (words, yes = 'Accept') => new Promise(resolve => {
  $('ask-words').textContent = words
  $('ask-yes').textContent = yes
  const dialog = $('ask')
  // Not at the dialog's close: that comes later, and may be of the question before.
  const end = said => { dialog.onsubmit = dialog.oncancel = null; resolve(said) }
  dialog.onsubmit = event => end(event.submitter?.value === 'yes')
  dialog.oncancel = () => end(false)
  dialog.showModal()
})

// ---------------------------------------------------------------- panels

const narrow = () => matchMedia('(max-width: 60rem)').matches

const toggle = (panel, open) => {
  const button = $(`show-${panel}`)
  const now = open ?? button.getAttribute('aria-expanded') !== 'true'
  if (now && narrow()) for (const other of ['contents', 'problems']) if (other !== panel) toggle(other, false)
  button.setAttribute('aria-expanded', String(now))
  document.body.classList.toggle(`no-${panel}`, !now)
  if (!narrow()) memory.set(panel, now)
  if (now && open === undefined) $(panel).querySelector('input, button:not(.close)')?.focus()
  dispatchEvent(new Event('resize'))
}
proof.toggle = toggle

const setGround = dark => {
  document.documentElement.dataset.ground = dark ? 'dark' : 'light'
  $('ground').setAttribute('aria-pressed', String(dark))
  memory.set('dark', dark)
}
proof.turnGround = () => setGround(document.documentElement.dataset.ground !== 'dark')

const tellContents = () => {
  const { book, element } = proof
  const sought = $('find-chapter').value.trim().toLowerCase()
  const items = book.pieces
    .filter(piece => !sought || `${piece.rank ?? ''} ${piece.title}`.toLowerCase().includes(sought))
    .map(piece => {
      const button = element('button', { type: 'button' },
        element('span', { className: 'rank' }, piece.rank === null ? '' : String(piece.rank)),
        element('span', { className: 'name' }, piece.title))
      button.dataset.anchor = piece.anchor
      if (piece.anchor === proof.anchor) button.setAttribute('aria-current', 'true')
      return element('li', {}, button)
    })
  $('pieces').replaceChildren(...items)
}

const tellProblems = () => {
  const { book, element } = proof
  const errors = book.problems.filter(problem => problem.severity === 'error').length
  $('count').textContent = String(book.problems.length)
  $('count').classList.toggle('errors', errors > 0)
  const items = book.problems.map(problem => {
    const where = [problem.file, problem.line].filter(Boolean).join(':')
    const words = element('button', { type: 'button', className: 'words' }, problem.message)
    words.dataset.anchor = problem.anchor ?? ''
    words.dataset.page = problem.page ?? ''
    words.disabled = !problem.anchor && problem.page === null
    const source = element('button', { type: 'button', className: 'source' }, where || 'book')
    source.dataset.file = problem.file
    source.dataset.line = problem.line ?? 1
    source.disabled = !proof.live || !problem.file
    if (!source.disabled) source.title = 'Open in the editor'
    return element('li', { className: problem.severity },
      element('p', {}, element('span', { className: 'severity' }, problem.severity), ' ', source),
      element('p', {}, words),
      ...(problem.hint ? [element('p', { className: 'hint' }, problem.hint)] : []))
  })
  $('problem-list').replaceChildren(...items)
  if (!items.length) $('problem-list').append(element('li', { className: 'none' }, 'No problems.'))
}

// ---------------------------------------------------------------- news

let asked = 0
proof.refresh = async () => {
  const mine = ++asked
  const book = await proof.load('book')
  if (mine !== asked) return
  const before = proof.book
  proof.book = book
  document.documentElement.dataset.made = book.number ?? 0
  if (!proof.anchor) proof.anchor = book.pieces.find(piece => piece.rank !== null)?.anchor ?? ''
  $('title').textContent = book.title || 'Proof'
  document.title = `${book.title || 'Book'} – proof`
  if (!before || JSON.stringify(before.pieces) !== JSON.stringify(book.pieces)) tellContents()
  if (!before || JSON.stringify(before.problems) !== JSON.stringify(book.problems)) tellProblems()
  proof.status(!proof.live ? '' : book.settling ? 'following pages settle…' : book.making ? 'making the whole…' : 'up to date')
  for (const view of Object.values(proof.views)) view.changed?.(before)
}

const listen = () => {
  const news = new EventSource('events')
  news.onmessage = async message => {
    const event = JSON.parse(message.data)
    if (event.kind === 'progress') {
      proof.status(event.of ? `laying out ${event.done} of ${event.of}…` : `${event.step}…`)
      return
    }
    if (event.kind === 'themes') { proof.views.themes.changed(); return }
    if (event.kind === 'over') { news.close(); return }
    await proof.refresh().catch(() => {})
    if (event.kind === 'whole') proof.views.index.renew()
  }
  news.onerror = () => proof.status('bookmake proof has ended, or is on its way back')
}

// ---------------------------------------------------------------- beginning

proof.begin = async () => {
  document.body.classList.toggle('static', !proof.live)
  setGround(memory.get('dark', matchMedia('(prefers-color-scheme: dark)').matches))
  for (const panel of ['contents', 'problems']) toggle(panel, narrow() ? false : memory.get(panel, panel === 'contents'))
  for (const button of document.querySelectorAll('[data-view]')) button.onclick = () => proof.show(button.dataset.view)
  for (const button of document.querySelectorAll('[data-closes]')) {
    button.onclick = () => { toggle(button.dataset.closes, false); $(`show-${button.dataset.closes}`).focus() }
  }
  matchMedia('(max-width: 60rem)').onchange = ({ matches }) => {
    for (const panel of ['contents', 'problems']) toggle(panel, matches ? false : memory.get(panel, panel === 'contents'))
  }
  $('show-contents').onclick = () => toggle('contents')
  $('show-problems').onclick = () => toggle('problems')
  $('ground').onclick = proof.turnGround
  $('find-chapter').oninput = tellContents
  $('pieces').onclick = event => {
    const button = event.target.closest('button')
    if (button) proof.goTo(button.dataset.anchor)
  }
  $('problem-list').onclick = event => {
    const button = event.target.closest('button')
    if (!button) return
    if (button.className === 'source') proof.edit(button.dataset.file, Number(button.dataset.line))
    else if (button.dataset.page) {
      proof.show('print')
      proof.views.print.goToPage(Number(button.dataset.page))
      if (narrow()) toggle('problems', false)
    } else proof.goTo(button.dataset.anchor)
  }
  const [view, anchor] = location.hash.slice(1).split('/')
  proof.anchor = anchor ?? ''
  await proof.refresh().catch(error => proof.say(error.message))
  proof.show(proof.views[view] ? view : 'reader')
  if (proof.live) listen()
}
