'use strict'
// What the keys do, and the list that says so. Single letters can be switched off (WCAG 2.1.4).

{
  const now = name => proof.views[proof.view]?.[name]?.()
  const KEYS = [
    ['←  →', 'turn the page', ['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', ' '], event => (['ArrowLeft', 'PageUp'].includes(event.key) || event.shiftKey && event.key === ' ' ? now('back') : now('on'))],
    ['Home  End', 'the first, the last page', ['Home', 'End'], event => now(event.key === 'Home' ? 'start' : 'end')],
    ['1 … 5', 'e-book, print, cover, index, themes', ['1', '2', '3', '4', '5'], event => proof.show(['reader', 'print', 'cover', 'index', 'themes'][event.key - 1])],
    ['x', 'the same chapter in the other view (e-book, print)', ['x'], () => { const other = proof.view === 'reader' ? 'print' : 'reader'; proof.goTo(proof.anchor, '', other) }],
    ['+  −', 'larger, smaller', ['+', '=', '-'], event => now(event.key === '-' ? 'smaller' : 'larger')],
    ['c', 'contents', ['c'], () => proof.toggle('contents')],
    ['p', 'problems', ['p'], () => proof.toggle('problems')],
    ['g', 'go to a page', ['g'], () => { proof.show('print'); $('page-number').focus() }],
    ['o', 'lines of trim, bleed and safe area', ['o'], () => now('lines')],
    ['f', 'the next device', ['f'], () => now('nextFrame')],
    ['l', 'light, sepia, dark page', ['l'], () => now('nextGround')],
    ['d', 'dark or light desk', ['d'], () => proof.turnGround()],
    ['/', 'find in the index', ['/'], () => { proof.show('index'); now('find') }],
    ['a', 'accept the suspect', ['a'], () => now('accept')],
    ['e', 'open the chapter in the editor', ['e'], () => {
      if (proof.view === 'print' && !$('source').hidden) { now('source'); return }
      const piece = proof.book?.pieces.find(one => one.anchor === proof.anchor)
      if (piece) proof.edit(piece.file, 1)
    }],
    ['?', 'this list', ['?'], () => $('keys').showModal()],
  ]

  proof.key = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const target = event.target
    if (target.closest?.('input:not([type=checkbox]), select, textarea, dialog[open]')) return
    if (document.querySelector('dialog[open]')) return
    if (event.key === ' ' && target.closest?.('button, summary, input, a')) return
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key) && target.closest?.('.theme-list')) return
    if (event.key.length === 1 && event.key !== ' ' && event.key !== '?' && !$('single-keys').checked) return
    const found = KEYS.find(([, , keys]) => keys.includes(event.key))
    if (!found) return
    event.preventDefault()
    found[3](event)
  }
  addEventListener('keydown', proof.key)
  $('help').onclick = () => $('keys').showModal()
  $('single-keys').checked = proof.memory.get('keys', true)
  $('single-keys').onchange = event => proof.memory.set('keys', event.target.checked)
  $('key-list').replaceChildren(...KEYS.flatMap(([keys, words]) => [
    proof.element('dt', {}, ...keys.split('  ').flatMap((key, n) => [n ? ' ' : '', proof.element('kbd', {}, key)])),
    proof.element('dd', {}, words),
  ]))
}

proof.begin()
