"""Who it is: names compared, speakers resolved in an article, names that contradict each other."""
