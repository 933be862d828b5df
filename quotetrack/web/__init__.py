"""The page: what the database holds, looked at and reviewed in a browser.

`create_app` in `app.py` makes it; each file that ends in `_pages` holds the addresses of one noun.
Every page is made from a value of `shapes.py`, which is also what its address gives as JSON. No SQL
and no linguistic rule stands here.
"""
