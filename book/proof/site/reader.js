'use strict'
// The e-book in a real reader's engine, in the frame of a device. A saved chapter is put into the open page.

{
  const FRAMES = {
    phone: { width: 360, height: 640, columns: 1, gap: '7%', margin: 28 },
    eink: { width: 450, height: 600, columns: 1, gap: '7%', margin: 32 },
    tablet: { width: 640, height: 850, columns: 1, gap: '9%', margin: 40 },
    desktop: { width: 1000, height: 680, columns: 2, gap: '7%', margin: 40 },
  }
  const GROUNDS = {
    light: ['#ffffff', '#1a1a1a', '#0b57a4'],
    sepia: ['#f4ecd8', '#3b2f20', '#7a3b12'],
    dark: ['#16181c', '#d6d6d2', '#8ab8f0'],
  }
  const FACES = { serif: 'Georgia, "Times New Roman", serif', sans: 'system-ui, Arial, sans-serif' }

  const chosen = proof.memory.get('reader', { frame: 'phone', ground: 'light', face: '', size: 100 })
  let view = null
  let opening = null
  let shown = {}          // the digests of the files the open book was read from
  let engine = null

  const needEngine = () => engine ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = 'engine.js'
    script.onload = resolve
    script.onerror = () => reject(new Error('missing'))
    document.head.append(script)
  })

  const bytesOf = async name => {
    if (!(name in proof.book.epub.files)) return null   // readers ask for files that need not be there
    const found = await proof.file(name)
    if (found === null) return null
    if (found instanceof Response) return found
    return new Response(found.base64 ? Uint8Array.from(atob(found.base64), c => c.charCodeAt(0)) : found.text)
  }

  const loader = {
    loadText: async name => (await bytesOf(name))?.text() ?? null,
    loadBlob: async (name, type) => {
      const answer = await bytesOf(name)
      return answer ? new Blob([await answer.arrayBuffer()], { type: type ?? answer.headers.get('Content-Type') ?? '' }) : null
    },
    getSize: () => 1000,
  }

  // Opened from the disk, a browser lets no frame load what a script has made, except as its source text.
  if (location.protocol === 'file:') {
    const blobs = new Map()
    const create = URL.createObjectURL.bind(URL)
    const revoke = URL.revokeObjectURL.bind(URL)
    URL.createObjectURL = blob => { const url = create(blob); blobs.set(url, blob); return url }
    URL.revokeObjectURL = url => { blobs.delete(url); revoke(url) }
    const asHtml = text => {
      const read = new DOMParser().parseFromString(text, 'application/xhtml+xml')
      const html = document.implementation.createHTMLDocument()
      html.replaceChild(html.importNode(read.documentElement, true), html.documentElement)
      return `<!DOCTYPE html>${html.documentElement.outerHTML}`
    }
    const source = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src')
    Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
      ...source,
      set(url) {
        const blob = blobs.get(url)
        if (blob) blob.text().then(text => { this.srcdoc = asHtml(text) })
        else source.set.call(this, url)
      },
    })
  }

  const styles = () => {
    const [ground, ink, link] = GROUNDS[chosen.ground]
    const face = FACES[chosen.face]
    return [`html { font-size: ${chosen.size}% }`, `
      html, body { background: ${ground} !important; color: ${ink} !important }
      ${chosen.ground === 'light' ? '' : `body * { color: inherit !important; background-color: transparent !important; border-color: currentColor !important }`}
      a:any-link { color: ${link} !important }
      ${face ? `body, body * { font-family: ${face} !important }` : ''}
      html { color-scheme: ${chosen.ground === 'dark' ? 'dark' : 'light'} }`]
  }

  const dress = () => {
    const device = $('device')
    const frame = FRAMES[chosen.frame]
    device.dataset.frame = chosen.frame
    device.dataset.ground = chosen.ground
    const room = device.parentElement.getBoundingClientRect()
    const tall = Math.max(320, room.height - 150)
    const scale = Math.min(1, (room.width - 48) / frame.width, tall / frame.height)
    // a device keeps its shape; the small windows of phones show it as large as they can
    device.style.width = `${Math.round(frame.width * Math.max(scale, 0.5))}px`
    device.style.height = `${Math.round(Math.min(frame.height, Math.max(tall, 320)))}px`
    $('frame').value = chosen.frame
    $('page-ground').value = chosen.ground
    $('face').value = chosen.face
    $('size').textContent = `${chosen.size} %`
    proof.memory.set('reader', chosen)
    if (!view?.renderer) return
    view.renderer.setAttribute('max-column-count', frame.columns)
    view.renderer.setAttribute('gap', frame.gap)
    view.renderer.setAttribute('margin', `${frame.margin}px`)
    view.renderer.setAttribute('max-inline-size', '720px')
    view.renderer.setAttribute('max-block-size', '1440px')
    view.renderer.setStyles(styles())
  }

  const wordsOf = anchor => `${proof.book.epub.folder}/${anchor}.xhtml`

  const open = async place => {
    await needEngine()
    const made = await new foliate.epub.EPUB(loader).init()
    const old = view
    view = document.createElement('foliate-view')
    view.addEventListener('relocate', ({ detail }) => tellPlace(detail))
    view.addEventListener('load', ({ detail: { doc } }) => {
      doc.addEventListener('keydown', proof.key)
      doc.defaultView.frameElement.title = 'Page of the e-book'
    })
    view.addEventListener('external-link', event => event.preventDefault())
    $('screen').replaceChildren(view)
    await view.open(made)
    dress()
    shown = { ...proof.book.epub.files }
    await view.init({ lastLocation: place || undefined, showTextStart: !place })
    old?.close()
  }

  const tellPlace = ({ tocItem, fraction }) => {
    const index = view.renderer.getContents()[0]?.index
    const id = view.book.sections[index]?.id ?? ''
    const anchor = id.split('/').pop().replace(/\.xhtml$/, '')
    const piece = proof.book.pieces.find(one => one.anchor === anchor)
    $('reader-place').textContent = [piece?.title ?? tocItem?.label?.trim(), `${Math.round((fraction ?? 0) * 100)} %`].filter(Boolean).join(' · ')
    if (piece && proof.view === 'reader') proof.at(piece.anchor)
  }

  const begin = () => !proof.book?.epub ? null : opening ??= (async () => {
    try {
      await open(proof.anchor && proof.book.epub.files[wordsOf(proof.anchor)] ? wordsOf(proof.anchor) : '')
      $('no-engine').hidden = true
    } catch (error) {
      opening = null
      engine = null
      if (error.message !== 'missing') throw error
      $('no-engine').hidden = false
      $('no-engine').replaceChildren('The e-reader needs its engine. Type once: ', proof.element('code', {}, 'bookmake proof --get-reader'), ', then open this view again.')
    }
  })()

  // Put a chapter that was saved into the page that is open, where the reader is.
  const renewSection = async () => {
    const [contents] = view.renderer.getContents()
    const section = view.book.sections[contents.index]
    const cfi = view.lastLocation?.cfi
    section.unload()
    const text = await (await fetch(await section.load())).text()
    const fresh = new DOMParser().parseFromString(text, 'application/xhtml+xml')
    if (fresh.querySelector('parsererror') || !fresh.body) return
    const { doc } = contents
    const old = [...doc.body.childNodes]
    doc.body.prepend(...[...fresh.body.childNodes].map(node => doc.importNode(node, true)))
    for (const node of old) node.remove()
    doc.body.className = fresh.body.className
    if (cfi) await view.renderer.goTo(view.resolveNavigation(cfi))
  }

  const changed = async () => {
    const files = proof.book?.epub?.files
    if (!files) return
    if (!opening) { if (proof.view === 'reader') await begin(); return }
    const names = new Set([...Object.keys(files), ...Object.keys(shown)])
    const different = [...names].filter(name => files[name] !== shown[name])
    if (!different.length) return
    const current = view.book.sections[view.renderer.getContents()[0]?.index]?.id
    shown = { ...files }
    const structure = different.some(name => !name.endsWith('.xhtml') || name.endsWith('/nav.xhtml') || !files[name])
    if (structure && different.some(name => /\.(opf|css)$/.test(name) || name.endsWith('/nav.xhtml'))) {
      const cfi = view.lastLocation?.cfi
      opening = open(cfi)
      await opening
    } else if (different.includes(current)) await renewSection()
  }

  // one after the other: a reader is not renewed while it is being renewed
  let queue = Promise.resolve()
  const later = work => (queue = queue.then(work).catch(error => console.error(error)))

  const turn = where => later(async () => { if (view?.renderer) await (where > 0 ? view.next() : view.prev()) })
  const resize = by => { chosen.size = Math.min(250, Math.max(60, chosen.size + by)); dress() }
  const choose = (key, values, by = 1) => {
    chosen[key] = values[(values.indexOf(chosen[key]) + by + values.length) % values.length]
    dress()
  }

  $('frame').onchange = event => { chosen.frame = event.target.value; dress() }
  $('page-ground').onchange = event => { chosen.ground = event.target.value; dress() }
  $('face').onchange = event => { chosen.face = event.target.value; dress() }
  $('smaller').onclick = () => resize(-10)
  $('larger').onclick = () => resize(10)
  $('reader-back').onclick = () => turn(-1)
  $('reader-on').onclick = () => turn(1)
  addEventListener('resize', () => { if (proof.view === 'reader') dress() })

  proof.views.reader = {
    show: () => { dress(); later(begin) },
    changed: () => later(changed),
    goTo: (anchor, place) => later(async () => {
      await begin()
      if (view) await view.goTo(`${wordsOf(anchor)}${place && place !== anchor ? `#${place}` : ''}`)
      proof.at(anchor)
    }),
    back: () => turn(-1), on: () => turn(1),
    start: () => later(() => view?.goToFraction(0)), end: () => later(() => view?.goToFraction(1)),
    larger: () => resize(10), smaller: () => resize(-10),
    nextFrame: () => choose('frame', Object.keys(FRAMES)),
    nextGround: () => choose('ground', Object.keys(GROUNDS)),
    settled: () => queue,
    document: () => view?.renderer?.getContents()[0]?.doc,
    text: () => proof.views.reader.document()?.body.textContent ?? '',
  }
}
