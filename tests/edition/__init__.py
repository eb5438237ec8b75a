"""A small book made of model values, for the tests of the edition room."""
