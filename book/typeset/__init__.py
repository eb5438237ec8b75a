"""A tool: XHTML, CSS and faces → pages. The only user of weasyprint.

What goes in and comes out is picklable, so that units can be laid out in worker processes.
"""
